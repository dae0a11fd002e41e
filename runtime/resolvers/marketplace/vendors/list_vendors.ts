import type { Resolver } from '../../../../generated/tools/marketplace/vendors/list_vendors.js';
import { listPage } from '../../../market/listing.js';
import { toVendor, type VendorRow, vendorsOf } from '../../../market/vendors/vendors.js';

const columns = { fields: { name: 'v.name' }, key: 'v.id' };

export const listVendors = (): Resolver => async (input, ctx) => {
  const query = vendorsOf(await ctx.db(), ctx.context.org);
  const { rows, total } = await listPage<VendorRow>(query, { ...input, sort: 'name' }, columns);
  return { vendors: rows.map(toVendor), total };
};
