import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { ConnectStatus } from '../../../generated/types/marketplace.js';
import type { VendorRow } from '../vendors/vendors.js';

/** What of an account is kept: https://docs.stripe.com/api/accounts/object. */
export type KeptAccount = Pick<
  Stripe.Account,
  'id' | 'charges_enabled' | 'payouts_enabled' | 'details_submitted' | 'requirements' | 'metadata'
>;

/**
 * Keeps what Stripe says of a vendor's account, as its event tells or a look-up answers; an account that is no vendor's
 * changes nothing. `db` runs as the tables' owner: the flags are not a call's to write. An account that was made for a
 * vendor and not noted before is noted now, unless the vendor has another.
 */
export async function applyAccount(db: Knex, account: KeptAccount): Promise<void> {
  const { currently_due: due, past_due: overdue } = account.requirements ?? {};
  await db('vendor')
    .where({ stripe_account_id: account.id })
    .orWhere((unnoted) => unnoted.whereNull('stripe_account_id').where({ id: account.metadata?.vendor_id ?? '' }))
    .update({
      stripe_account_id: account.id,
      charges_enabled: account.charges_enabled,
      payouts_enabled: account.payouts_enabled,
      details_submitted: account.details_submitted,
      requirements: JSON.stringify([...new Set([...(overdue ?? []), ...(due ?? [])])].sort()),
    });
}

/**
 * The account that a vendor is paid through, made at Stripe under a key of the vendor's own: whoever else asks for it at
 * the same time, or again after a crash, gets the same one.
 */
export function createAccount(stripe: Stripe, vendorId: string, key: string): Promise<Stripe.Account> {
  return stripe.accounts.create(
    {
      type: 'express',
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      metadata: { vendor_id: vendorId },
    },
    { idempotencyKey: `${key}:account` },
  );
}

/** A page at Stripe where a person gives what an account still needs. It opens once, for a few minutes, and leads back to ours. */
export function createAccountLink(
  stripe: Stripe,
  accountId: string,
  pages: { readonly returnUrl: string; readonly refreshUrl: string },
): Promise<Stripe.AccountLink> {
  return stripe.accountLinks.create({
    account: accountId,
    type: 'account_onboarding',
    return_url: pages.returnUrl,
    refresh_url: pages.refreshUrl,
  });
}

/** Where Stripe sends people back to: after the onboarding, and where a link had expired. */
export function connectPages(address: string, vendorId: string): { returnUrl: string; refreshUrl: string } {
  const page = `${address}/account/vendors/${vendorId}/connect`;
  return { returnUrl: page, refreshUrl: `${page}/continue` };
}

/** How far the onboarding is, as Stripe last told. */
export function toConnectStatus(vendor: VendorRow): ConnectStatus {
  return {
    vendor_id: vendor.id,
    started: vendor.stripe_account_id !== null,
    details_submitted: vendor.details_submitted,
    charges_enabled: vendor.charges_enabled,
    payouts_enabled: vendor.payouts_enabled,
    requirements: vendor.requirements,
  };
}
