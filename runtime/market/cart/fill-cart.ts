import type { Knex } from 'knex';
import { blockersOf } from '../catalogue/purchasable.js';
import { mostMinor } from '../currencies.js';
import { type CartBlocker, lockCart, readCart } from './carts.js';

/** Of one package, as the table holds it. */
export const mostOfOne = 1000;

/** Different packages in one cart. */
export const mostLines = 100;

/** What is put into a cart, and by whom. */
export interface Addition {
  readonly organizationId: string;
  readonly customerId: string;
  readonly packageName: string;
  readonly quantity: number;
  readonly now: Date;
}

export type Refusal =
  | { readonly code: 'PACKAGE_NOT_FOUND' }
  | { readonly code: 'NOT_PURCHASABLE'; readonly blocker: CartBlocker }
  | { readonly code: 'CART_FULL'; readonly reason: string };

interface Offered {
  readonly id: string;
  readonly currency: string | null;
}

/** Puts so many more pieces of a package into the cart, or tells why not. Null: it is in. */
export async function addPieces(db: Knex, addition: Addition): Promise<Refusal | null> {
  const { organizationId, packageName, quantity, now } = addition;
  const offered: Offered | undefined = await db('package')
    .where({ composer_name: packageName })
    .first('id', 'currency');
  if (offered === undefined) return { code: 'PACKAGE_NOT_FOUND' };
  const blocker = (await blockersOf(db, [offered.id], organizationId)).get(offered.id);
  if (blocker !== undefined) return { code: 'NOT_PURCHASABLE', blocker };

  await lockCart(db, organizationId);
  const before = await readCart(db, organizationId, now);
  const priced = before.lines.some(({ unitMinor }) => unitMinor > 0);
  if (priced && offered.currency !== null && offered.currency !== before.currency) {
    const reason = `It is sold in ${offered.currency}, and the cart is in ${before.currency}. Pay or empty that first.`;
    return { code: 'NOT_PURCHASABLE', blocker: { code: 'other_currency', reason } };
  }
  const lines = [...before.lines, ...before.uncounted];
  const held = lines.find(({ packageId }) => packageId === offered.id)?.quantity ?? 0;
  if (held + quantity > mostOfOne) {
    return { code: 'CART_FULL', reason: `It has ${held} of this package, and takes ${mostOfOne} at most.` };
  }
  if (held === 0 && lines.length >= mostLines) {
    return { code: 'CART_FULL', reason: `It has ${mostLines} different packages, and takes no more.` };
  }
  await put(db, addition, offered.id);
  const { totalMinor } = await readCart(db, organizationId, now);
  if (totalMinor > mostMinor) {
    await takePieces(db, organizationId, { packageName, quantity });
    return { code: 'CART_FULL', reason: 'It would come to more than can be charged at once.' };
  }
  return null;
}

/** How many pieces are left, or null where the cart has none of the package. Without a quantity all are taken out. */
export async function takePieces(
  db: Knex,
  organizationId: string,
  { packageName, quantity }: { readonly packageName: string; readonly quantity?: number | undefined },
): Promise<number | null> {
  await lockCart(db, organizationId);
  const line: { package_id: string; quantity: number } | undefined = await db({ l: 'cart_line' })
    .join({ p: 'package' }, 'p.id', 'l.package_id')
    .where({ 'l.organization_id': organizationId, 'p.composer_name': packageName })
    .first('l.package_id', 'l.quantity');
  if (line === undefined) return null;
  const left = Math.max(0, line.quantity - (quantity ?? line.quantity));
  const row = db('cart_line').where({ organization_id: organizationId, package_id: line.package_id });
  await (left === 0 ? row.delete() : row.update({ quantity: left }));
  return left;
}

async function put(db: Knex, { organizationId, customerId, quantity, now }: Addition, id: string): Promise<void> {
  await db('cart_line')
    .insert({ organization_id: organizationId, package_id: id, quantity, added_by: customerId, added_at: now })
    .onConflict(['organization_id', 'package_id'])
    .merge({ quantity: db.raw('cart_line.quantity + excluded.quantity') });
  await db('cart').where({ organization_id: organizationId }).update({ updated_at: now });
}
