import type { Resolver } from '../../../../generated/tools/marketplace/packages/list_packages.js';
import { listPage } from '../../../market/listing.js';
import { packagesOf, toVendorPackage, type VendorPackageRow } from '../../../market/vendors/vendor-packages.js';

const columns = { fields: { composer_name: 'p.composer_name', created_at: 'p.created_at' }, key: 'p.id' };

export const listPackages = (): Resolver => async (input, ctx) => {
  const query = packagesOf(await ctx.db(), ctx.context.org);
  const { rows, total } = await listPage<VendorPackageRow>(query, input, columns);
  return { packages: rows.map(toVendorPackage), total };
};
