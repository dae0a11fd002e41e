import type { Knex } from 'knex';
import { feeOf } from '../orders/write-order.js';
import { failedCharge } from '../payments/payment-failures.js';
import { magicCard } from '../stripe-double/cards.js';
import { newCharge } from '../stripe-double/charges.js';
import { newIntent } from '../stripe-double/intent.js';
import { newMethod } from '../stripe-double/payment-methods.js';
import { newTransfer } from '../stripe-double/transfers.js';
import { newStripeId, save, seeding, type Work } from '../stripe-double/work.js';
import { demoCustomerId } from './people.js';
import { demoTax } from './settled.js';

const organization_id = 'org_demo_anvil';
const failed = { id: 'ord_demo_999', number: '999', placed_at: '2026-01-12T10:00:00Z' } as const;
const returned = { id: 'ord_demo_1000', number: '1000', placed_at: '2026-01-12T10:20:00Z' } as const;
const refunded_at = '2026-01-14T15:00:00Z';

/** A Checkout Booster with 10% off, and what of it is whose. */
const line = { package_id: 'pkg_demo_checkout', quantity: 1, unit_minor: 4900, total_minor: 4900, discount_minor: 490 };
const net = line.total_minor - line.discount_minor;
const tax = (net * demoTax.tax_basis_points) / 10_000;
const total = net + tax;
const payout = net - feeOf(net);

/**
 * What Anvil bought once: with a card that had nothing to give, then at the checkout page with another, which was not kept;
 * two days later it was given back.
 */
export async function seedGivenBack(db: Knex): Promise<void> {
  const { code: failure_code, message: failure_message } = failedCharge('insufficient_funds', null);
  await seedOrder(db, failed, { status: 'failed', payment_method_id: 'pm_demo_empty', failure_code, failure_message });
  const payment = { payment_intent_id: 'pi_demo_1000', payment_method_id: 'pm_demo_once' };
  await seedOrder(db, returned, { status: 'refunded', paid_at: returned.placed_at, refunded_at, ...payment });
  await db('coupon').where({ id: 'cpn_demo_welcome' }).increment('redemptions', 1);
  await db('vendor_split')
    .where({ order_id: returned.id })
    .update({ transfer_id: 'tr_demo_1000', reversed_at: refunded_at });
  await db('refund').insert({
    id: 'rfd_demo_1000',
    order_id: returned.id,
    organization_id,
    stripe_refund_id: 're_demo_1000',
    amount_minor: total,
    reason: 'requested_by_customer',
    created_at: refunded_at,
  });
  await db('licence').insert({
    id: 'lic_demo_returned',
    organization_id,
    package_id: line.package_id,
    order_id: returned.id,
    order_line_id: lineOf(returned.id),
    seat: 1,
    status: 'revoked',
    created_at: returned.placed_at,
    updated_at: refunded_at,
    row_version: 2,
  });
  await seedPayment(seeding(db, new Date(returned.placed_at)), seeding(db, new Date(refunded_at)));
}

const lineOf = (order: string) => order.replace('ord_', 'oln_');

async function seedOrder(db: Knex, order: typeof failed | typeof returned, payment: object): Promise<void> {
  const of = { order_id: order.id, organization_id };
  await db('customer_order').insert({
    ...{ ...order, organization_id, placed_by: demoCustomerId('anvil-vendor'), currency: 'GBP', ...demoTax },
    ...{ coupon_id: 'cpn_demo_welcome', coupon_code: 'WELCOME10', discount_minor: line.discount_minor },
    ...{ subtotal_minor: line.total_minor, tax_minor: tax, total_minor: total, ...payment },
  });
  const sold = { vendor_id: 'ven_demo_forge', composer_name: 'forge/checkout-booster', title: 'Checkout Booster' };
  await db('order_line').insert({ ...of, ...line, ...sold, id: lineOf(order.id), tax_minor: tax });
  const share = { vendor_id: sold.vendor_id, net_minor: net, tax_minor: tax };
  await db('vendor_split').insert({ ...of, ...share, fee_minor: feeOf(net), transfer_minor: payout });
  const id = order.id.replace('ord_', 'ivc_');
  const printed = { number: `INV-${order.number}`, currency: 'GBP', total_minor: total, issued_at: order.placed_at };
  await db('invoice').insert({ ...of, ...printed, id });
}

/** What Stripe knows of the order that was paid, and, two days later, of its way back. */
async function seedPayment(then: Work, later: Work): Promise<void> {
  const card = magicCard('pm_card_visa');
  if (card === undefined) throw new Error('The Stripe double knows no Visa card.');
  const method = await save(then, { ...newMethod(then, card), id: 'pm_demo_once' });
  const amounts = { amount: total, amount_received: total, currency: 'gbp', customer: 'cus_demo_anvil' };
  const intent = await save(then, {
    ...newIntent(then, {
      ...{ ...amounts, latest_charge: 'ch_demo_1000', payment_method: method.id, transfer_group: returned.id },
      metadata: { order_id: returned.id, organization_id },
    }),
    ...{ id: 'pi_demo_1000', status: 'succeeded' },
  });
  const charge = { ...newCharge(then, intent, method, null), id: 'ch_demo_1000' };
  await save(then, { ...charge, amount_refunded: total, refunded: true });
  await save(later, {
    ...{ id: 're_demo_1000', object: 'refund', amount: total, charge: charge.id, payment_intent: intent.id },
    ...{ created: later.now, currency: 'gbp', metadata: { order_id: returned.id }, reason: 'requested_by_customer' },
    ...{ balance_transaction: newStripeId('txn'), destination_details: null, receipt_number: null },
    ...{ source_transfer_reversal: null, status: 'succeeded', transfer_reversal: null },
  });
  const reversal = await save(later, {
    ...{ id: 'trr_demo_1000', object: 'transfer_reversal', amount: payout, created: later.now, currency: 'gbp' },
    ...{ balance_transaction: newStripeId('txn'), destination_payment_refund: newStripeId('pyr') },
    ...{ metadata: {}, source_refund: null, transfer: 'tr_demo_1000' },
  });
  const transfer = newTransfer(then, {
    ...{ id: 'tr_demo_1000', amount: payout, currency: 'gbp', destination: 'acct_demo_forge' },
    metadata: { order_id: returned.id, vendor_id: 'ven_demo_forge' },
    ...{ source_transaction: charge.id, transfer_group: returned.id, amount_reversed: payout, reversed: true },
  });
  await save(then, { ...transfer, reversals: { ...(transfer.reversals as object), data: [reversal] } });
}
