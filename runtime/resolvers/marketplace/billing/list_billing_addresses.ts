import type { Resolver } from '../../../../generated/tools/marketplace/billing/list_billing_addresses.js';
import { addressesOf, addressOrder, toBillingAddress } from '../../../market/billing/addresses.js';

export const listBillingAddresses = (): Resolver => async (input, ctx) => {
  const all = await addressesOf(await ctx.db(), ctx.context.org).orderBy([...addressOrder]);
  const rows = all.slice(input.offset, input.offset + input.limit);
  return { addresses: rows.map(toBillingAddress), total: all.length };
};
