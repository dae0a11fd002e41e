import type { Knex } from 'knex';

/** The organization's method of an id, else its default; null where there is none. */
export async function findMethod(
  db: Knex,
  organizationId: string,
  id?: string,
): Promise<{ readonly id: string } | null> {
  const found = await db('payment_method')
    .where({ organization_id: organizationId })
    .where(id === undefined ? { is_default: true } : { id })
    .first('id');
  return found ?? null;
}

/** Whom an organization's saved methods belong to at Stripe. */
export async function customerOf(db: Knex, organizationId: string): Promise<string> {
  const account = await db('billing_account').where({ organization_id: organizationId }).first('stripe_customer_id');
  if (account === undefined) throw new Error(`Organization ${organizationId} has saved methods and is no customer.`);
  return account.stripe_customer_id;
}
