import { expect } from 'vitest';
import { type Answer, organizationOf } from './steps.js';
import type { SeenPair, World } from './world.js';

/** Tables whose ids nobody outside of their organization may ever read. */
const tenantTables = [
  'project',
  'licence',
  'customer_order',
  'invoice',
  'billing_address',
  'payment_method',
  'webhook_endpoint',
] as const;

/** No answer names anything of another organization. What the caller sent themselves may come back in an error. */
export async function crossesNoTenant({ market }: World, { as, tool, status, body }: Answer): Promise<void> {
  if (status !== 200) return;
  const own = organizationOf(as);
  const text = JSON.stringify(body);
  for (const table of tenantTables) {
    const foreign: { id: string }[] = await market
      .db(table)
      .whereNot({ organization_id: own })
      .whereRaw('position(id in ?) > 0', [text])
      .select('id');
    // A vendor reads of the orders in which it sold something.
    const sold = table === 'customer_order' && tool === 'get_vendor_dashboard' ? await soldBy(market, own) : [];
    const seen = foreign.map(({ id }) => id).filter((id) => !sold.includes(id));
    expect(seen, `${tool} as ${as} answers what another organization's is`).toEqual([]);
  }
}

async function soldBy(market: World['market'], organization: string): Promise<readonly string[]> {
  return market
    .db('vendor_split')
    .join('vendor', 'vendor.id', 'vendor_split.vendor_id')
    .where('vendor.organization_id', organization)
    .pluck('order_id');
}

/** Orders whose lines, tax, discounts or splits do not add up to their total. */
const WRONG_SUMS = `
select o.id from customer_order o
left join lateral (
  select sum(total_minor) as total, sum(discount_minor) as discount, sum(tax_minor) as tax
  from order_line where order_id = o.id
) l on true
left join lateral (
  select sum(net_minor) as net, sum(tax_minor) as tax from vendor_split where order_id = o.id
) s on true
where o.total_minor <> o.subtotal_minor - o.discount_minor + o.tax_minor
  or l.total is distinct from o.subtotal_minor or l.discount is distinct from o.discount_minor
  or l.tax is distinct from o.tax_minor
  or s.net is distinct from o.subtotal_minor - o.discount_minor or s.tax is distinct from o.tax_minor`;

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
export async function holdsWhenSettled({ market, stripe }: World): Promise<void> {
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
  const charged = await market
    .db('customer_order')
    .whereNotNull('payment_intent_id')
    .select('id', 'status', 'total_minor', 'payment_intent_id');
  for (const order of charged) {
    const intent = await stripe.paymentIntents.retrieve(order.payment_intent_id);
    const got = order.status === 'paid' || order.status === 'refunded' ? order.total_minor : 0;
    expect(intent.amount_received, `what Stripe got for ${order.id}, which is ${order.status}`).toBe(got);
  }
  // And Stripe has charged nothing that no order knows.
  const known = new Set(charged.map(({ payment_intent_id: id }) => id));
  const intents = stripe.paymentIntents.list({ limit: 100 });
  for await (const { id, status, metadata } of intents) {
    if (status === 'succeeded' && metadata?.order_id !== undefined)
      expect(known.has(id), `${id} is of no order`).toBe(true);
  }
}

/** Notes the pairs of an answer. */
export function notePairs(world: World, { body }: Answer): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { public_key: publicKey, private_key: privateKey, project_id: project } = value as Record<string, unknown>;
    if (typeof publicKey === 'string' && typeof privateKey === 'string' && typeof project === 'string') {
      if (!world.pairs.some((pair) => pair.publicKey === publicKey))
        world.pairs.push({ project, publicKey, privateKey });
    }
    for (const each of Object.values(value)) visit(each);
  };
  visit(body);
}

/** Composer is let in with a project's living pair, and with no other. */
export async function revokedPairsAreDead({ market, pairs }: World): Promise<void> {
  const living: string[] = await market.db('project_credential').where({ revoked_at: null }).pluck('public_key');
  for (const pair of pairs) {
    const status = await askComposer(market.url, pair);
    expect(status, `the pair ${pair.publicKey} of ${pair.project}`).toBe(living.includes(pair.publicKey) ? 200 : 401);
  }
}

async function askComposer(url: string, { publicKey, privateKey }: SeenPair): Promise<number> {
  const basic = Buffer.from(`${publicKey}:${privateKey}`).toString('base64');
  const response = await fetch(`${url}/composer/packages.json`, { headers: { authorization: `Basic ${basic}` } });
  await response.arrayBuffer();
  return response.status;
}
