import { randomBytes } from 'node:crypto';
import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/garden/plants/add_plant.js';
import { type PlantRow, toPlant } from '../../../../plants.js';

export const addPlant =
  (): Resolver =>
  async ({ name, bed }, ctx) => {
    if (bed === 'pond') return failure('BED_CLOSED', { url: 'https://garden.example/beds/pond' });
    const db = await ctx.db();
    const [plant]: PlantRow[] = await db('plant')
      .insert({ id: `pla_${randomBytes(6).toString('hex')}`, team_id: ctx.context.team, name, bed })
      .onConflict(['team_id', 'name'])
      .ignore()
      .returning('*');
    return plant === undefined ? failure('NAME_TAKEN') : toPlant(plant);
  };
