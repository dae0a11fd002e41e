import type { Knex } from 'knex';
import { newId } from '../ids.js';

/** A new customer, with the personal organization that comes with signing up: the customer's id. */
export async function signUpCustomer(
  db: Knex,
  person: { readonly name: string; readonly email: string; readonly password_hash: string | null; readonly now: Date },
): Promise<string> {
  const { name, email, password_hash, now } = person;
  const [id, organization] = [newId('cus'), newId('org')];
  await db('customer').insert({ id, name, email, password_hash, created_at: now });
  const times = { created_at: now, updated_at: now };
  await db('organization').insert({ id: organization, name, personal: true, created_by: id, ...times });
  await db('membership').insert({ organization_id: organization, customer_id: id, role: 'owner', joined_at: now });
  return id;
}
