import type { Resolver } from '../../../../generated/tools/marketplace/orders/list_orders.js';
import { listPage } from '../../../market/listing.js';
import { type OrderRow, ordersOf, withLines } from '../../../market/orders/orders.js';

const columns = { fields: { placed_at: 'o.placed_at' }, key: 'o.id' };

export const listOrders = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { rows, total } = await listPage<OrderRow>(
    ordersOf(db, ctx.context.org),
    { ...input, sort: '-placed_at' },
    columns,
  );
  return { orders: await withLines(db, rows), total };
};
