import { randomBytes } from 'node:crypto';
import type { Resolver } from '../../../../generated/tools/planning/plans/create_plan.js';

export const createPlan =
  (): Resolver =>
  async ({ tasks }, ctx) => {
    const db = await ctx.db();
    const plan = { id: id('pln'), team_id: ctx.context.team };
    await db('plan').insert(plan);
    const rows = tasks.map((title, index) => ({
      id: id('tsk'),
      team_id: plan.team_id,
      plan_id: plan.id,
      nth: index + 1,
      title,
    }));
    await db('task').insert(rows);
    return { plan_id: plan.id, tasks: rows.map((row) => ({ task_id: row.id, title: row.title, done: false })) };
  };

function id(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
