import type { Knex } from 'knex';
import type { Outside } from '../outside/outside.js';
import type { Vault } from '../vault.js';
import { deliverBy } from '../webhooks/deliver.js';
import { webhookDeliveries } from './queues.js';
import { type Work, work } from './worker.js';

/** What the marketplace's jobs need. `knex` is the tables' owner's. */
export interface MarketWork {
  readonly knex: Knex;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly now?: () => Date;
}

/** What is done for each of the queues. */
export function marketWorks({ knex, vault, outside, now = () => new Date() }: MarketWork): readonly Work[] {
  return [work(webhookDeliveries, deliverBy({ knex, vault, outside, now }))];
}
