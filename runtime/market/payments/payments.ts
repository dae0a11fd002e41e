import type { Knex } from 'knex';
import type Stripe from 'stripe';

/** What whoever settles payments works with: the database as its owner, and Stripe. */
export interface Payments {
  readonly db: Knex;
  readonly stripe: Stripe;
  readonly now: () => Date;
}

/** The id of what Stripe answers as an id or, expanded, as the object. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

/** Stripe's seconds. */
export function atSecond(seconds: number): Date {
  return new Date(seconds * 1_000);
}
