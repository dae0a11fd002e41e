import type { Resolver } from '../../../../generated/completions/marketplace/order_months.js';
import { orderMonths as monthsOf } from '../../../market/orders/orders.js';

/** Months in which anything was bought, the newest first. */
export const orderMonths = (): Resolver => async (input, ctx) => {
  const months = await monthsOf(await ctx.db(), ctx.context.org);
  return months.filter((month) => month.startsWith(input.value));
};
