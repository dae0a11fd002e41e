import type { Knex } from 'knex';
import type { Customer } from '../../../generated/types/marketplace.js';

/** A person as answered. */
export async function readCustomer(db: Knex, id: string): Promise<Customer> {
  const row: { name: string; email: string; created_at: Date } | undefined = await db('customer')
    .where({ id })
    .first('name', 'email', 'created_at');
  if (row === undefined) throw new Error(`The signed-in customer ${id} is gone.`);
  return { customer_id: id, name: row.name, email: row.email, created_at: row.created_at.toISOString() };
}
