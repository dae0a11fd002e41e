import type { Knex } from 'knex';
import { newAccount, onboarded } from '../stripe-double/accounts.js';
import { magicCard } from '../stripe-double/cards.js';
import { newCharge } from '../stripe-double/charges.js';
import { newSubscription } from '../stripe-double/create-subscription.js';
import { newCustomer } from '../stripe-double/customers.js';
import { newIntent } from '../stripe-double/intent.js';
import { newMethod } from '../stripe-double/payment-methods.js';
import { newPrice } from '../stripe-double/prices.js';
import { itemList, newItem, nextPeriod } from '../stripe-double/subscription.js';
import { newTransfer } from '../stripe-double/transfers.js';
import { type Stored, save, seeding, type Work } from '../stripe-double/work.js';
import { demoOrganizations, signedUp } from './people.js';
import { demoOrders } from './purchases.js';
import { demoSplits, settledLines } from './settled.js';

/** Who has which cards; the first is the default. Those of Anvil pay nothing, each for a reason of its own. */
export const demoCards = [
  { id: 'pm_demo_visa', organization_id: 'org_demo_acme', magic: 'pm_card_visa' },
  { id: 'pm_demo_mastercard', organization_id: 'org_demo_acme', magic: 'pm_card_mastercard' },
  { id: 'pm_demo_globex', organization_id: 'org_demo_globex', magic: 'pm_card_visa' },
  { id: 'pm_demo_declined', organization_id: 'org_demo_anvil', magic: 'pm_card_chargeCustomerFail' },
  { id: 'pm_demo_empty', organization_id: 'org_demo_anvil', magic: 'pm_card_chargeDeclinedInsufficientFunds' },
  { id: 'pm_demo_expired', organization_id: 'org_demo_anvil', magic: 'pm_card_chargeDeclinedExpiredCard' },
  { id: 'pm_demo_asking', organization_id: 'org_demo_anvil', magic: 'pm_card_authenticationRequired' },
] as const;

const EXPIRY = { exp_month: 12, exp_year: 2034 } as const;

const customerOf = (organization: string) => organization.replace('org_', 'cus_');
const intentOf = (order: string) => order.replace('ord_', 'pi_');
const chargeOf = (order: string) => order.replace('ord_', 'ch_');
const defaultCard = (organization: string) => demoCards.find(({ organization_id }) => organization_id === organization);

/** The demo's customers, cards, connected accounts, payments and transfers in the Stripe double, and our rows of them. */
export async function seedStripe(db: Knex, now: Date): Promise<void> {
  const work = seeding(db, signedUp);
  const buyers = [...new Set(demoCards.map(({ organization_id }) => organization_id))];
  for (const buyer of buyers) await seedBuyer(work, buyer);
  await db('billing_account').insert(
    buyers.map((id) => ({ organization_id: id, stripe_customer_id: customerOf(id), created_at: signedUp })),
  );
  for (const { id, organization_id, magic } of demoCards) await seedCard(work, id, organization_id, magic);
  for (const vendor of ['forge', 'globex']) await seedAccount(work, vendor);
  for (const order of demoOrders) await seedPayment(db, order);
  for (const split of demoSplits()) await save(work, newTransfer(work, transferOf(split)));
  await seedSubscription(db, now);
}

async function seedBuyer(work: Work, organization: string): Promise<void> {
  const { name = organization, contact_email: email = null } =
    demoOrganizations.find(({ id }) => id === organization) ?? {};
  const invoice_settings = { default_payment_method: defaultCard(organization)?.id };
  const metadata = { organization_id: organization };
  await save(work, { ...newCustomer(work), id: customerOf(organization), name, email, invoice_settings, metadata });
}

async function seedCard(work: Work, id: string, organization: string, magic: string): Promise<void> {
  const card = magicCard(magic);
  if (card === undefined) throw new Error(`The Stripe double knows no card ${magic}.`);
  const made = newMethod(work, card);
  const method = await save(work, {
    ...made,
    id,
    customer: customerOf(organization),
    card: { ...(made.card as object), ...EXPIRY },
  });
  const { brand, last4 } = method.card as unknown as { readonly brand: string; readonly last4: string };
  const is_default = defaultCard(organization)?.id === id;
  const row = { id, organization_id: organization, brand, last4, ...EXPIRY, is_default, created_at: signedUp };
  await work.db('payment_method').insert(row);
}

async function seedAccount(work: Work, vendor: string): Promise<void> {
  const made = newAccount(work);
  const account = {
    ...made,
    id: `acct_demo_${vendor}`,
    capabilities: { card_payments: 'active', transfers: 'active' },
  };
  const metadata = { vendor_id: `ven_demo_${vendor}` };
  await save(work, { ...account, ...onboarded(account, work.now), metadata });
}

async function seedPayment(db: Knex, order: (typeof demoOrders)[number]): Promise<void> {
  const work = seeding(db, new Date(order.placed_at));
  const card = defaultCard(order.organization_id);
  const method = await db('stripe_double.object').where({ id: card?.id }).first('body');
  const intent: Stored = {
    ...newIntent(work, {
      amount: order.total_minor,
      amount_received: order.total_minor,
      currency: 'gbp',
      customer: customerOf(order.organization_id),
      latest_charge: chargeOf(order.id),
      metadata: { order_id: order.id, organization_id: order.organization_id },
      payment_method: card?.id,
      transfer_group: order.id,
    }),
    id: intentOf(order.id),
    status: 'succeeded',
  };
  await save(work, intent);
  await save(work, { ...newCharge(work, intent, method.body, null), id: chargeOf(order.id) });
  await db('customer_order')
    .where({ id: order.id })
    .update({ payment_intent_id: intent.id, payment_method_id: card?.id ?? null });
}

function transferOf(split: object) {
  const { transfer_id, order_id, vendor_id, transfer_minor } = split as Record<string, string>;
  return {
    id: transfer_id,
    amount: Number(transfer_minor),
    currency: 'gbp',
    destination: String(vendor_id).replace('ven_', 'acct_'),
    metadata: { order_id, vendor_id },
    source_transaction: chargeOf(String(order_id)),
    transfer_group: order_id,
  };
}

/** Acme's Search Suite, begun with its order and renewed each month since, next in the month that comes. */
async function seedSubscription(db: Knex, now: Date): Promise<void> {
  const [order, renewal] = demoOrders;
  const line = settledLines().find(({ order_id, cadence }) => order_id === order.id && cadence === 'monthly');
  if (line === undefined) throw new Error(`The demo's order ${order.id} has nothing that renews.`);
  const work = seeding(db, new Date(order.placed_at));
  const made = newSubscription(work, 'sub_demo_search', customerOf(order.organization_id));
  const product = {
    object: 'product',
    active: true,
    created: work.now,
    livemode: false,
    metadata: {},
    name: line.title,
  };
  await save(work, { id: 'prod_demo_search', ...product });
  const price = await save(work, {
    ...newPrice(work, {
      currency: 'gbp',
      product: 'prod_demo_search',
      unit_amount: renewal.total_minor,
      interval: 'month',
    }),
    id: 'price_demo_search',
  });
  const end = nextPeriod(made, price, Math.max(Math.floor(now.getTime() / 1000), work.now));
  const item = { ...newItem(work, made.id, price), id: 'si_demo_search' };
  await save(work, {
    ...made,
    currency: 'gbp',
    default_payment_method: defaultCard(order.organization_id)?.id ?? null,
    items: itemList(made.id, [{ ...item, current_period_end: end }]),
    metadata: { order_id: order.id, order_line_id: line.id },
    _due: end,
  });
  const current_period_end = new Date(end * 1000);
  await db('subscription').insert({
    id: 'sbs_demo_search',
    organization_id: order.organization_id,
    order_line_id: line.id,
    package_id: line.package_id,
    stripe_subscription_id: made.id,
    status: 'active',
    quantity: 1,
    cadence: 'monthly',
    current_period_end,
    created_at: order.placed_at,
  });
  const renewed = { subscription_id: 'sbs_demo_search', expires_at: current_period_end };
  await db('licence').where({ order_line_id: line.id }).update(renewed);
}
