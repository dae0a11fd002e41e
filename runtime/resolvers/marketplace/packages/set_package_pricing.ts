import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/packages/set_package_pricing.js';
import { readListPrice } from '../../../market/vendors/list-price.js';
import { changePackage, lockPackage, toVendorPackage } from '../../../market/vendors/vendor-packages.js';

/** The list price from now on. What is in carts costs the new price; subscriptions that run keep that of their order. */
export const setPackagePricing = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const known = await lockPackage(db, ctx.context.org, input.package_id);
  if (known === null) return failure('PACKAGE_NOT_FOUND');
  const price = readListPrice(input);
  if ('code' in price) return price;
  const { price_minor, currency, cadence } = price;
  const same = known.price_minor === price_minor && known.currency === currency && known.cadence === cadence;
  if (same && known.priced_at !== null) return toVendorPackage(known);
  return changePackage(db, known, { ...price, priced_at: ctx.now() }, ctx.now());
};
