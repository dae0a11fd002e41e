import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/billing/set_default_billing_address.js';
import { addressesOf, chooseAddress, toBillingAddress } from '../../../market/billing/addresses.js';

export const setDefaultBillingAddress = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  if (!(await chooseAddress(db, ctx.context.org, input.address_id))) return failure('ADDRESS_NOT_FOUND');
  const [row] = await addressesOf(db, ctx.context.org).where({ id: input.address_id });
  if (row === undefined) throw new Error(`Address ${input.address_id} is gone in the middle of its own transaction.`);
  return toBillingAddress(row);
};
