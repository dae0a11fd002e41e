import type Router from '@koa/router';
import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { continueConnect, showConnect } from './connect-page.js';
import { decideOnVendor, showVendors } from './staff-page.js';

export interface VendorPages {
  /** As the tables' owner. */
  readonly knex: Knex;
  readonly stripe: Stripe;
  /** The address people use. */
  readonly address: () => string;
}

/** Where people come back to from Stripe, and where staff decide who may sell. */
export function routeVendorPages(router: Router<RequestState>, kernel: Kernel, app: VendorPages): void {
  const guarded = guardPages(kernel);
  router.get('/account/vendors/:vendor/connect', guarded, showConnect(kernel, app));
  router.get('/account/vendors/:vendor/connect/continue', guarded, continueConnect(kernel, app));
  router.get('/account/staff/vendors', guarded, showVendors(kernel, app));
  router.post('/account/staff/vendors/:vendor', guarded, decideOnVendor(kernel, app));
}
