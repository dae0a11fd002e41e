import type { Resolver } from '../../../../generated/tools/marketplace/vendors/get_vendor_dashboard.js';
import { toConnectStatus } from '../../../market/payments/connect.js';
import { recentSales } from '../../../market/vendors/sales.js';
import { packagesOf, toVendorPackage } from '../../../market/vendors/vendor-packages.js';
import { vendorsOf } from '../../../market/vendors/vendors.js';
import { endpointsOf, toEndpoint } from '../../../market/webhooks/endpoints.js';

const most = { vendors: 50, packages: 100 };

export const getVendorDashboard = (): Resolver => async (_input, ctx) => {
  const db = await ctx.db();
  const { org } = ctx.context;
  const vendors = await vendorsOf(db, org).orderBy(['v.name', 'v.id']).limit(most.vendors);
  const packages = (await packagesOf(db, org).orderBy('p.composer_name')).map(toVendorPackage);
  const sales = await recentSales(db);
  const endpoints = (await endpointsOf(db, org)).map(toEndpoint);
  return {
    vendors: vendors.map((vendor) => ({
      vendor_id: vendor.id,
      name: vendor.name,
      status: vendor.status,
      moderation_note: vendor.moderation_note,
      connect: toConnectStatus(vendor),
      packages: packages.filter(({ vendor_id }) => vendor_id === vendor.id).slice(0, most.packages),
      recent_orders: sales.get(vendor.id) ?? [],
      webhook_endpoints: endpoints.filter(({ vendor_id }) => vendor_id === vendor.id),
    })),
  };
};
