import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/library/books/retitle_book.js';

export const retitleBook = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const changed = await db('book').where({ id: input.book_id }).update({ title: input.title });
  if (changed === 0) return failure('BOOK_NOT_FOUND');
  ctx.notify(`library://books/${input.book_id}`);
  return { book_id: input.book_id, title: input.title };
};
