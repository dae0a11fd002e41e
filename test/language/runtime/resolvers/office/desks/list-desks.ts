import type { Resolver } from '../../../../generated/tools/office/desks/list-desks.js';
import { listPage } from '../../../../listing.js';

interface DeskRow {
  readonly id: string;
  readonly room: string;
  readonly seats: number;
}

export const listDesks = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { page, pageSize, sort, filters } = input;
  const request = { skip: (page - 1) * pageSize, size: pageSize, sort, filters };
  const { rows, total } = await listPage<DeskRow>(db('desk'), request, {});
  return { desks: rows.map(({ id, room, seats }) => ({ deskId: id, room, seats })), total };
};
