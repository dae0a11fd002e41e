import { failure } from 'toolwright/runtime';
import type { Output, Resolver } from '../../../../generated/tools/sales/catalog/catalog.item.get.js';

export const catalogItemGet = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { number, name } = input;
  const asked = { ...(number !== undefined && { number }), ...(name !== undefined && { name }) };
  const item: Output | undefined = await db('item').where(asked).first('number', 'name', 'cents');
  return item ?? failure('NOT_FOUND');
};
