import type { Knex } from 'knex';
import type Stripe from 'stripe';

/**
 * The customer that an organization is at Stripe, made when it is first needed: one, however many need it at once. `db` runs as
 * the tables' owner, outside a transaction: the account is not a call's to write.
 *
 * Where an answer was lost, the key finds the customer that was made, so the request has nothing in it that may change: Stripe
 * refuses a key whose parameters are others (https://docs.stripe.com/api/idempotent_requests). What changes is set afterwards.
 */
export async function stripeCustomer(db: Knex, stripe: Stripe, organizationId: string): Promise<string> {
  const known = await accountOf(db, organizationId);
  if (known !== null) return known;
  return db.transaction(async (transaction) => {
    await transaction.raw(`select pg_advisory_xact_lock(hashtextextended('customer of ' || ?, 0))`, [organizationId]);
    const earlier = await accountOf(transaction, organizationId);
    if (earlier !== null) return earlier;
    const metadata = { organization_id: organizationId };
    const { id } = await stripe.customers.create({ metadata }, { idempotencyKey: `customer:${organizationId}` });
    const { name, contact_email: email } = await transaction('organization')
      .where({ id: organizationId })
      .first('name', 'contact_email');
    await stripe.customers.update(id, { name, ...(email !== null && { email }) });
    await transaction('billing_account').insert({ organization_id: organizationId, stripe_customer_id: id });
    return id;
  });
}

async function accountOf(db: Knex, organizationId: string): Promise<string | null> {
  const account = await db('billing_account').where({ organization_id: organizationId }).first('stripe_customer_id');
  return account?.stripe_customer_id ?? null;
}
