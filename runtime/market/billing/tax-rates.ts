import type { Knex } from 'knex';
import type { Tax } from '../cart/pricing.js';

/** What is levied on a sale to an address of this country; nothing without one, or where no rate is known. */
export async function taxOf(db: Knex, country: string | null): Promise<Tax> {
  if (country === null) return { country: null, basisPoints: 0 };
  const rate: { basis_points: number } | undefined = await db('tax_rate').where({ country }).first('basis_points');
  return { country, basisPoints: rate?.basis_points ?? 0 };
}
