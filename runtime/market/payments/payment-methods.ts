import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { idOf } from './payments.js';

/** A saved card as Stripe has it. */
interface SavedCard {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly is_default: boolean;
  readonly created_at: Date;
}

/**
 * Brings the mirror of an organization's saved cards to where Stripe's list stands, the default included. Where there are
 * cards and none is the default, the newest becomes it, at Stripe too: renewals and charges take it. `db` runs as the
 * tables' owner, outside a transaction: whoever calls has no say in what is saved. Stripe is read by one after the other: what
 * was read earlier must not be written later.
 */
export async function syncPaymentMethods(db: Knex, stripe: Stripe, organizationId: string): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.raw(`select pg_advisory_xact_lock(hashtextextended('cards of ' || ?, 0))`, [organizationId]);
    const account: { stripe_customer_id: string } | undefined = await transaction('billing_account')
      .where({ organization_id: organizationId })
      .first('stripe_customer_id');
    const cards = account === undefined ? [] : await savedCards(stripe, account.stripe_customer_id);
    await transaction('payment_method').where({ organization_id: organizationId }).delete();
    const rows = cards.map((card) => ({ ...card, organization_id: organizationId }));
    if (rows.length > 0) await transaction('payment_method').insert(rows);
  });
}

/** The organization that is a customer of Stripe's; null for a customer that is none of ours. */
export async function organizationOf(db: Knex, customer: string | null): Promise<string | null> {
  if (customer === null) return null;
  const account = await db('billing_account').where({ stripe_customer_id: customer }).first('organization_id');
  return account?.organization_id ?? null;
}

/** At most 100, the newest first; what is no card cannot be charged here. */
async function savedCards(stripe: Stripe, customerId: string): Promise<readonly SavedCard[]> {
  const customer = await stripe.customers.retrieve(customerId);
  if (customer.deleted === true) return [];
  const { data } = await stripe.paymentMethods.list({ customer: customerId, type: 'card', limit: 100 });
  const chosen = idOf(customer.invoice_settings.default_payment_method);
  const [newest] = data;
  const isThere = data.some(({ id }) => id === chosen);
  if (!isThere && newest !== undefined) await chooseAtStripe(stripe, customerId, newest.id);
  const defaultId = isThere ? chosen : newest?.id;
  return data.flatMap(({ id, card, created }) =>
    card === undefined
      ? []
      : {
          id,
          brand: card.brand,
          last4: card.last4,
          exp_month: card.exp_month,
          exp_year: card.exp_year,
          is_default: id === defaultId,
          created_at: new Date(created * 1000),
        },
  );
}

/**
 * What invoices, and with them renewals, are charged to: https://docs.stripe.com/api/customers/update. False where the card
 * is not the customer's at Stripe any more.
 */
export async function chooseAtStripe(
  stripe: Stripe,
  customer: string,
  methodId: string,
  options: Stripe.RequestOptions = {},
): Promise<boolean> {
  try {
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: methodId } }, options);
    return true;
  } catch (error) {
    const { type, code } = error as { readonly type?: string; readonly code?: string };
    if (type === 'StripeInvalidRequestError' && code === 'resource_missing') return false;
    throw error;
  }
}
