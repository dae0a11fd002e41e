import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { syncPlanInvoice } from '../plans/plan-invoices.js';
import { isOfPlan } from '../plans/plan-state.js';
import { syncPlan } from '../plans/sync-plan.js';
import { applyAccount } from './connect.js';
import { organizationOf, syncPaymentMethods } from './payment-methods.js';
import { idOf, type Payments } from './payments.js';
import { type InvoiceState, readInvoice, settleInvoice } from './renewals.js';
import { readIntent, settleIntent } from './settle-intent.js';
import { settleSession } from './settle-session.js';
import { syncSubscription } from './sync-subscription.js';

/** What an event comes to, in the transaction that marks it handled. */
export type Apply = (db: Knex) => Promise<void>;

/**
 * What is done about an event, by the kind of object that it is about. Each asks Stripe how the object stands now, so
 * that late, repeated and reordered events all lead to the same end.
 */
export const eventTopics: Readonly<Record<string, (payments: Payments, event: Stripe.Event) => Promise<Apply | null>>> =
  {
    payment_intent: async (payments, event) => intentTopic(payments, idOf(objectOf(event))),
    charge: async (payments, event) => intentTopic(payments, objectOf(event).payment_intent),
    refund: async (payments, event) => intentTopic(payments, objectOf(event).payment_intent),
    'checkout.session': async (payments, event) => settleSession(payments, objectOf(event).id ?? ''),
    async invoice(payments, event) {
      const { id } = objectOf(event);
      const state = id ? await readInvoice(payments.stripe, id) : null;
      if (state === null) return null;
      if (isOfPlan(state.subscription)) return planInvoiceTopic(payments, state);
      return (db) => settleInvoice(db, state, payments.now());
    },
    async account({ stripe }, event) {
      const current = await stripe.accounts.retrieve(objectOf(event).id);
      return (db) => applyAccount(db, current);
    },
    async subscription({ db: owner, stripe, now }, event) {
      const current = await stripe.subscriptions.retrieve(objectOf(event).id ?? '');
      if (!isOfPlan(current)) return async (db) => void (await syncSubscription(db, current, now()));
      return planTopic(owner, stripe, idOf(current.customer));
    },
    subscription_schedule: ({ db, stripe }, event) => planTopic(db, stripe, objectOf(event).customer),
    payment_method: (payments, event) => cardTopic(payments, objectOf(event).customer ?? formerCustomer(event)),
    setup_intent: (payments, event) => cardTopic(payments, objectOf(event).customer),
    customer: (payments, event) => cardTopic(payments, objectOf(event).id),
  };

/** What a customer has of our plans, whichever of its subscriptions or schedules was told of. */
async function planTopic(owner: Knex, stripe: Stripe, customer: string | null | undefined): Promise<Apply | null> {
  const organizationId = await organizationOf(owner, customer ?? null);
  return organizationId === null ? null : (db) => syncPlan(db, stripe, organizationId);
}

async function planInvoiceTopic({ db, stripe }: Payments, state: InvoiceState): Promise<Apply | null> {
  const { invoice, subscription } = state;
  const organizationId = await organizationOf(db, idOf(subscription.customer));
  if (organizationId === null) return null;
  return (transaction) => syncPlanInvoice(transaction, stripe, { organizationId, invoiceId: invoice.id });
}

/** Which cards are saved, and which of them is taken where none is named, is Stripe's to say. */
async function cardTopic({ db, stripe }: Payments, customer: string | null | undefined): Promise<null> {
  const organizationId = await organizationOf(db, customer ?? null);
  if (organizationId !== null) await syncPaymentMethods(db, stripe, organizationId);
  return null;
}

/** Whose a method was that has been detached. */
function formerCustomer({ data }: Stripe.Event): string | null {
  const { customer } = (data.previous_attributes ?? {}) as { readonly customer?: string | null };
  return customer ?? null;
}

async function intentTopic({ stripe, now }: Payments, intentId: string | null | undefined): Promise<Apply | null> {
  if (!intentId) return null;
  const state = await readIntent(stripe, intentId);
  return (db) => settleIntent(db, state, now());
}

/** Of an event's object that which any kind may have. */
interface EventObject {
  readonly id: string;
  readonly payment_intent?: string | null;
  readonly customer?: string | null;
}

function objectOf({ data }: Stripe.Event): EventObject {
  return data.object as unknown as EventObject;
}
