import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/office/desks/move-desk.js';

/** How many may sit in a room. */
const SEATS_OF_A_ROOM = 6;

export const moveDesk = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  // Seats can be counted once nobody else moves a desk of the team.
  const desks: readonly { id: string; room: string; seats: number }[] = await db('desk').orderBy('id').forUpdate();
  const desk = desks.find(({ id }) => id === input.deskId);
  if (desk === undefined) return failure('DESK_NOT_FOUND');
  const others = desks.filter(({ id, room }) => room === input.toRoom && id !== desk.id);
  const space = SEATS_OF_A_ROOM - others.reduce((sum, { seats }) => sum + seats, 0);
  if (desk.seats > space) return failure('ROOM_FULL', { room: input.toRoom, space });
  await db('desk').where({ id: desk.id }).update({ room: input.toRoom });
  return { deskId: desk.id, room: input.toRoom, seats: desk.seats };
};
