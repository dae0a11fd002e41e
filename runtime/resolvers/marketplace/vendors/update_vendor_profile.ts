import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/vendors/update_vendor_profile.js';
import { changeVendor, lockVendor, profileIn, readVendor, toVendor } from '../../../market/vendors/vendors.js';

export const updateVendorProfile = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { org } = ctx.context;
  const vendor = await lockVendor(db, org, input.vendor_id);
  if (vendor === null) return failure('VENDOR_NOT_FOUND');
  const changed = await changeVendor(db, vendor, profileIn(input), ctx.now());
  return changed ? toVendor(await readVendor(db, org, vendor.id)) : failure('VENDOR_NAME_TAKEN');
};
