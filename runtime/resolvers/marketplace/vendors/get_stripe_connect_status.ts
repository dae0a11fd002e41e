import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/vendors/get_stripe_connect_status.js';
import { toConnectStatus } from '../../../market/payments/connect.js';
import { findVendor } from '../../../market/vendors/vendors.js';

/** From the mirror that Stripe's events and the page people come back to keep. */
export const getStripeConnectStatus = (): Resolver => async (input, ctx) => {
  const vendor = await findVendor(await ctx.db(), ctx.context.org, input.vendor_id);
  return vendor === null ? failure('VENDOR_NOT_FOUND') : toConnectStatus(vendor);
};
