import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/vendors/start_stripe_connect_onboarding.js';
import { applyAccount, connectPages, createAccount, createAccountLink } from '../../../market/payments/connect.js';
import { lockVendor } from '../../../market/vendors/vendors.js';

/** The account is asked for under what the vendor's row commits first, so that two calls at once make one. */
export const startStripeConnectOnboarding =
  (app: { readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const vendor = await lockVendor(db, ctx.context.org, input.vendor_id);
    if (vendor === null) return failure('VENDOR_NOT_FOUND');
    if (vendor.status === 'rejected') return failure('VENDOR_REJECTED');
    const { id, stripe_account_id: known, connect_attempt } = vendor;
    const key = connect_attempt ?? ctx.attempt.id;
    if (connect_attempt === null) await db('vendor').where({ id }).update({ connect_attempt: key });

    const { account, link } = await ctx.effects.stripe(async (stripe) => {
      const made = known === null ? await createAccount(stripe, id, key) : null;
      const pages = connectPages(app.publicUrl(), id);
      return { account: made, link: await createAccountLink(stripe, made?.id ?? known ?? '', pages) };
    });
    if (account !== null) {
      await ctx.asSystem('What Stripe says of an account is not a call’s to write.', (system) =>
        applyAccount(system, account),
      );
    }
    return { vendor_id: id, url: link.url, expires_at: new Date(link.expires_at * 1000).toISOString() };
  };
