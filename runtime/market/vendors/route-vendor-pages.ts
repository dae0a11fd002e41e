import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { continueConnect, showConnect } from './connect-page.js';
import { decideOnVendor, showVendors } from './staff-page.js';
import type { VendorPages } from './vendor-pages.js';

/** Where people come back to from Stripe, and where staff decide who may sell. */
export function routeVendorPages(router: Router<RequestState>, kernel: Kernel, app: VendorPages): void {
  const guarded = guardPages(kernel);
  router.get('/account/vendors/:vendor/connect', guarded, showConnect(kernel, app));
  router.get('/account/vendors/:vendor/connect/continue', guarded, continueConnect(kernel, app));
  router.get('/account/staff/vendors', guarded, showVendors(kernel, app));
  router.post('/account/staff/vendors/:vendor', guarded, decideOnVendor(kernel, app));
}
