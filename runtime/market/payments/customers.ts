import type { Knex } from 'knex';
import type Stripe from 'stripe';

/**
 * The customer that an organization is at Stripe, made when it is first needed. `key`: an idempotency key, so that two
 * who need it at once make one. `db` runs as the tables' owner: the account is not a call's to write.
 */
export async function stripeCustomer(db: Knex, stripe: Stripe, organizationId: string, key: string): Promise<string> {
  const known = await db('billing_account').where({ organization_id: organizationId }).first('stripe_customer_id');
  if (known !== undefined) return known.stripe_customer_id;
  const organization = await db('organization').where({ id: organizationId }).first('name', 'contact_email');
  const customer = await stripe.customers.create(
    {
      name: organization.name,
      ...(organization.contact_email !== null && { email: organization.contact_email }),
      metadata: { organization_id: organizationId },
    },
    { idempotencyKey: key },
  );
  await db('billing_account')
    .insert({ organization_id: organizationId, stripe_customer_id: customer.id })
    .onConflict('organization_id')
    .ignore();
  const kept = await db('billing_account').where({ organization_id: organizationId }).first('stripe_customer_id');
  return kept.stripe_customer_id;
}
