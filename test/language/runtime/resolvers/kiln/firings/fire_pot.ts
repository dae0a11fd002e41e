import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/kiln/firings/fire_pot.js';

export const firePot =
  (): Resolver =>
  async ({ clay, label }, ctx) => {
    const db = await ctx.db();
    const plan = await db('firing_plan').where({ clay_id: clay }).first();
    if (plan === undefined) return failure('NO_PLAN');
    const { degrees } = plan;
    await db('pot').insert({ team_id: ctx.context.team, label, degrees });
    return { label, degrees };
  };
