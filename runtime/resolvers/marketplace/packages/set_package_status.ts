import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/packages/set_package_status.js';
import { changePackage, lockPackage, toVendorPackage } from '../../../market/vendors/vendor-packages.js';

/** On sale is what has a release and a price; that the vendor cannot sell yet is told, and does not hinder. */
export const setPackageStatus = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const known = await lockPackage(db, ctx.context.org, input.package_id);
  if (known === null) return failure('PACKAGE_NOT_FOUND');
  if (known.status === input.status) return toVendorPackage(known);
  if (input.status === 'enabled') {
    if (!known.released) return failure('NOTHING_RELEASED');
    if (known.priced_at === null) return failure('PRICE_UNDECIDED');
  }
  return changePackage(db, known, { status: input.status }, ctx.now());
};
