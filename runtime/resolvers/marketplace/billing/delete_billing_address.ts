import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/billing/delete_billing_address.js';
import { addressesOf, addressOrder, lockAddresses } from '../../../market/billing/addresses.js';

export const deleteBillingAddress = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { org } = ctx.context;
  await lockAddresses(db, org);
  const gone = await addressesOf(db, org).where({ id: input.address_id }).delete();
  if (gone === 0) return failure('ADDRESS_NOT_FOUND');
  const [newest] = await addressesOf(db, org).orderBy([...addressOrder]);
  if (newest?.is_default === false) await addressesOf(db, org).where({ id: newest.id }).update({ is_default: true });
  return { address_id: input.address_id, default_address_id: newest?.id ?? null };
};
