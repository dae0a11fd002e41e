import { expect } from 'vitest';
import type { World } from './world.js';

/** Orders whose lines, tax or discounts do not add up to their total, or whose vendors get another sum than was paid for theirs. */
const WRONG_SUMS = `
select o.id from customer_order o
left join lateral (
  select sum(total_minor) as total, sum(discount_minor) as discount, sum(tax_minor) as tax
  from order_line where order_id = o.id
) l on true
where o.total_minor <> o.subtotal_minor - o.discount_minor + o.tax_minor
  or l.total is distinct from o.subtotal_minor or l.discount is distinct from o.discount_minor
  or l.tax is distinct from o.tax_minor
union
select coalesce(l.order_id, s.order_id) from (
  select order_id, vendor_id, sum(total_minor - discount_minor) as net, sum(tax_minor) as tax
  from order_line group by order_id, vendor_id
) l full join vendor_split s on s.order_id = l.order_id and s.vendor_id = l.vendor_id
where s.net_minor is distinct from l.net or s.tax_minor is distinct from l.tax
  or s.transfer_minor + s.fee_minor is distinct from l.net`;

/** Lines that have more licences than pieces, or licences without having been paid. */
const TOO_MANY = `
select l.id from order_line l join customer_order o on o.id = l.order_id
where (select count(*) from licence where order_line_id = l.id)
  > case when o.kind = 'purchase' and o.status in ('paid', 'refunded') then l.quantity else 0 end`;

/** Holds after every step. */
export async function alwaysHolds({ market }: World): Promise<void> {
  const { rows } = await market.db.raw(`
    select 'sums of ' || id as wrong from (${WRONG_SUMS}) a
    union all select 'licences of ' || id from (${TOO_MANY}) b
    union all select 'owner of ' || id from organization o
      where not exists (select 1 from membership where organization_id = o.id and role = 'owner')
    union all select 'living pairs of ' || project_id from project_credential
      where revoked_at is null group by project_id having count(*) > 1`);
  expect(rows.map(({ wrong }: { wrong: string }) => wrong)).toEqual([]);
}

/** Holds once Stripe has told everything: one licence a paid piece, in force or revoked as its order is, and charges as totals. */
export async function holdsWhenSettled(world: World): Promise<void> {
  await licencesAreWhatWasPaid(world);
  await chargesAreTotals(world);
}

async function licencesAreWhatWasPaid({ market }: World): Promise<void> {
  const { rows: lines } = await market.db.raw(`
    select l.id, o.status, l.quantity, count(c.id)::int as licences,
      count(c.id) filter (where c.status <> 'revoked')::int as alive
    from order_line l join customer_order o on o.id = l.order_id
    left join licence c on c.order_line_id = l.id
    where o.kind = 'purchase' and o.id not like 'ord_demo_%' group by l.id, o.status, l.quantity`);
  for (const { id, status, quantity, licences, alive } of lines) {
    const paid = status === 'paid' || status === 'refunded';
    const wanted = { licences: paid ? quantity : 0, alive: status === 'paid' ? quantity : 0 };
    expect({ licences, alive }, `licences of ${id}, whose order is ${status}`).toEqual(wanted);
  }
}

/** What Stripe got of each order, gave back and sent to its vendors; and it has charged nothing that no order knows. */
async function chargesAreTotals({ market, stripe }: World): Promise<void> {
  const charged = await market
    .db('customer_order')
    .whereNotNull('payment_intent_id')
    .select('id', 'status', 'total_minor', 'payment_intent_id');
  for (const order of charged) {
    const intent = await stripe.paymentIntents.retrieve(order.payment_intent_id, { expand: ['latest_charge'] });
    const got = order.status === 'paid' || order.status === 'refunded' ? order.total_minor : 0;
    expect(intent.amount_received, `what Stripe got for ${order.id}, which is ${order.status}`).toBe(got);
    const { latest_charge: charge } = intent;
    const given = charge !== null && typeof charge !== 'string' ? charge.amount_refunded : 0;
    expect(given > 0 && given === got, `${order.id}, which is ${order.status}: ${given} of ${got} was given back`).toBe(
      order.status === 'refunded',
    );
  }
  const known = new Set(charged.map(({ payment_intent_id: id }) => id));
  for await (const { id, status, metadata } of stripe.paymentIntents.list({ limit: 100 })) {
    if (status === 'succeeded' && metadata?.order_id !== undefined)
      expect(known.has(id), `${id} is of no order`).toBe(true);
  }
  const splits = await market.db('vendor_split').whereNotNull('transfer_id');
  for (const { order_id, transfer_id, transfer_minor } of splits) {
    const { amount } = await stripe.transfers.retrieve(transfer_id);
    expect(amount, `what a vendor was sent of ${order_id}`).toBe(transfer_minor);
  }
}
