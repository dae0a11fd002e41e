import type { Knex } from 'knex';
import type { Pieces } from './carts.js';

/** A package by its name, as callers say it; one piece unless said. */
export interface NamedPieces {
  readonly package: string;
  readonly quantity?: number;
}

/** How many of each package are asked for in all. */
export function countPieces(items: readonly NamedPieces[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const { package: name, quantity = 1 } of items) counted.set(name, (counted.get(name) ?? 0) + quantity);
  return counted;
}

/** What the cart holds, by the packages' names. */
export async function heldPieces(db: Knex, organizationId: string): Promise<ReadonlyMap<string, Pieces>> {
  const rows: { name: string; id: string; quantity: number }[] = await db({ l: 'cart_line' })
    .join({ p: 'package' }, 'p.id', 'l.package_id')
    .where('l.organization_id', organizationId)
    .select({ name: 'p.composer_name', id: 'p.id', quantity: 'l.quantity' });
  return new Map(rows.map(({ name, id, quantity }) => [name, { packageId: id, quantity }]));
}

/** These pieces of the cart, or the name of a package of which it holds too few. */
export async function findPieces(
  db: Knex,
  organizationId: string,
  items: readonly NamedPieces[],
): Promise<readonly Pieces[] | { readonly missing: string }> {
  const held = await heldPieces(db, organizationId);
  const found: Pieces[] = [];
  for (const [name, quantity] of countPieces(items)) {
    const there = held.get(name);
    if (there === undefined || there.quantity < quantity) return { missing: name };
    found.push({ packageId: there.packageId, quantity });
  }
  return found;
}
