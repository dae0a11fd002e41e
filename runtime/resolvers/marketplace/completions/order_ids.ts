import type { Resolver } from '../../../../generated/completions/marketplace/order_ids.js';
import { ordersOf } from '../../../market/orders/orders.js';

/** Ids of orders, the newest first; an order is found by its number as well. */
export const orderIds = (): Resolver => async (input, ctx) => {
  const rows: { id: string; number: string }[] = await ordersOf(await ctx.db(), ctx.context.org)
    .orderBy([{ column: 'o.placed_at', order: 'desc' }, 'o.id'])
    .limit(1_000)
    .clearSelect()
    .select('o.id', 'o.number');
  return rows
    .filter(({ id, number }) => id.startsWith(input.value) || number.startsWith(input.value))
    .map(({ id }) => id);
};
