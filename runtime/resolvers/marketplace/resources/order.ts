import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/resources/marketplace/order.js';
import { readOrders } from '../../../market/orders/orders.js';

export const order = (): Resolver => async (input, ctx) => {
  const [found] = await readOrders(await ctx.db(), ctx.context.org, { id: input.order_id });
  return found ?? failure('UNKNOWN_RESOURCE');
};
