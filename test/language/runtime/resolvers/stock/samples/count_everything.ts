import type { Resolver } from '../../../../generated/tools/stock/samples/count_everything.js';

export const countEverything = (): Resolver => async (_input, ctx) => {
  const rows = await ctx.asSystem<readonly { name: string; count: number }[]>('The auditor counts all teams.', (db) =>
    db('sample').join('team', 'team.id', 'sample.team_id').groupBy('name').orderBy('name').select('name').count('*'),
  );
  return { by_team: Object.fromEntries(rows.map(({ name, count }) => [name, count])) };
};
