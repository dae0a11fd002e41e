import type { Resolver } from '../../../../generated/completions/library/book_ids.js';

export const bookIds = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const rows: { id: string }[] = await db('book').orderBy('id').select('id');
  return rows.map(({ id }) => id).filter((id) => id.startsWith(input.value));
};
