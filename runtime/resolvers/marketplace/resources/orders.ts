import type { Resolver } from '../../../../generated/resources/marketplace/orders.js';
import { paidBy, readOrders } from '../../../market/orders/orders.js';

export const orders =
  (): Resolver =>
  async ({ month }, ctx) => {
    const db = await ctx.db();
    const only = month === undefined ? {} : { month };
    return {
      month: month ?? null,
      orders: await readOrders(db, ctx.context.org, only),
      paid: await paidBy(db, ctx.context.org, month),
    };
  };
