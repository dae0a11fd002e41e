import { failure } from 'toolwright/runtime';
import type { Output, Resolver } from '../../../../generated/resources/library/book.js';

export const book = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const row: Output | undefined = await db('book')
    .where({ id: input.book_id })
    .first({ book_id: 'id' }, 'title', 'note', 'worth', 'lock');
  return row ?? failure('UNKNOWN_RESOURCE');
};
