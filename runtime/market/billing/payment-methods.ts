import type { Knex } from 'knex';
import type { PaymentMethod } from '../../../generated/types/marketplace.js';

interface MethodRow {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly is_default: boolean;
}

/** An organization's saved cards, the default first, then the newest. */
export async function readMethods(db: Knex, organizationId: string, now: Date): Promise<readonly PaymentMethod[]> {
  const rows: MethodRow[] = await db('payment_method')
    .where({ organization_id: organizationId })
    .orderBy([{ column: 'is_default', order: 'desc' }, { column: 'created_at', order: 'desc' }, { column: 'id' }]);
  return rows.map((row) => toMethod(row, now));
}

/** Makes it the one that is charged unless another is named; false where the organization has no such card. */
export async function chooseMethod(db: Knex, organizationId: string, id: string): Promise<boolean> {
  const methods = () => db('payment_method').where({ organization_id: organizationId });
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('cards of ' || ?, 0))`, [organizationId]);
  if ((await methods().where({ id }).first('id')) === undefined) return false;
  // One after the other: there may never be two.
  await methods().where({ is_default: true }).whereNot({ id }).update({ is_default: false });
  await methods().where({ id, is_default: false }).update({ is_default: true });
  return true;
}

/** Where a person saves a card, on a page of Stripe's. */
export function cardsUrl(publicUrl: string, organizationId: string): string {
  return `${publicUrl}/account/cards?org=${organizationId}`;
}

/** A card is good until its month is over. */
function toMethod(
  { id, brand, last4, exp_month: month, exp_year: year, is_default }: MethodRow,
  now: Date,
): PaymentMethod {
  return {
    payment_method_id: id,
    brand,
    last4,
    expires: `${year}-${String(month).padStart(2, '0')}`,
    expired: Date.UTC(year, month) <= now.getTime(),
    is_default,
  };
}
