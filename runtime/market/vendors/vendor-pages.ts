import type { Knex } from 'knex';
import type Stripe from 'stripe';

/** What the pages around vendors need. */
export interface VendorPages {
  /** As the tables' owner. */
  readonly knex: Knex;
  readonly stripe: Stripe;
  /** The address people use. */
  readonly address: () => string;
}
