import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/vendors/apply_as_vendor.js';
import { applyAs, profileIn, readVendor, toVendor } from '../../../market/vendors/vendors.js';

export const applyAsVendor = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { org } = ctx.context;
  const id = await applyAs(db, org, { ...profileIn(input), name: input.name }, ctx.now());
  return id === null ? failure('VENDOR_NAME_TAKEN') : toVendor(await readVendor(db, org, id));
};
