import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/billing/add_billing_address.js';
import { addressesOf, lockAddresses, toBillingAddress } from '../../../market/billing/addresses.js';
import { isCountry } from '../../../market/billing/countries.js';
import { newId } from '../../../market/ids.js';

export const addBillingAddress = (): Resolver => async (input, ctx) => {
  if (!isCountry(input.country)) return failure('UNKNOWN_COUNTRY');
  const db = await ctx.db();
  const { org } = ctx.context;
  await lockAddresses(db, org);
  const others = await addressesOf(db, org).where({ is_default: true }).first('id');
  const row = {
    id: newId('adr'),
    organization_id: org,
    name: input.name.trim(),
    line1: input.line1.trim(),
    line2: input.line2?.trim() ?? null,
    city: input.city.trim(),
    region: input.region?.trim() ?? null,
    postal_code: input.postal_code?.trim() ?? null,
    country: input.country,
    tax_id: input.tax_id?.trim() ?? null,
    is_default: others === undefined,
    created_at: ctx.now(),
  };
  await db('billing_address').insert(row);
  return toBillingAddress(row);
};
