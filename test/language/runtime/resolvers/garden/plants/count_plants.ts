import type { Adapt, Resolver } from '../../../../generated/tools/garden/plants/count_plants.js';

export const countPlants =
  (): Resolver =>
  async ({ bed }, ctx) => {
    const db = await ctx.db();
    const counted = await db('plant').where({ bed }).count({ plants: '*' }).first();
    return { plants: Number(counted?.plants) };
  };

/** Beds used to be asked for as `{ place: { bed } }`. */
export const adaptCountWhere: Adapt = ({ place, ...others }) => ({ ...others, ...(place as object) });
