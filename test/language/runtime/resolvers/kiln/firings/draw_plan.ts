import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/kiln/firings/draw_plan.js';

export const drawPlan =
  (): Resolver =>
  async ({ clay_id }, ctx) => {
    const db = await ctx.db();
    const clay = await db('clay').where({ id: clay_id }).first();
    if (clay === undefined) return failure('NO_SUCH_CLAY');
    const { degrees } = clay;
    await db('firing_plan').insert({ clay_id, team_id: ctx.context.team, degrees }).onConflict('clay_id').merge();
    return { clay_id, degrees };
  };
