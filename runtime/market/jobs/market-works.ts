import type { Knex } from 'knex';
import { handOverBy } from '../mail/hand-over.js';
import type { Smtp } from '../mail/smtp.js';
import type { Outside } from '../outside/outside.js';
import type { Vault } from '../vault.js';
import { deliverBy } from '../webhooks/deliver.js';
import { mails, upkeep, webhookDeliveries } from './queues.js';
import { keepUp } from './upkeep.js';
import { type Work, work } from './worker.js';

/** What the marketplace's jobs need. `knex` is the tables' owner's. */
export interface MarketWork {
  readonly knex: Knex;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly smtp: Smtp | null;
  readonly now?: () => Date;
}

/** What is done for each of the queues. */
export function marketWorks({ knex, vault, outside, smtp, now = () => new Date() }: MarketWork): readonly Work[] {
  return [
    work(webhookDeliveries, deliverBy({ knex, vault, outside, now })),
    work(mails, handOverBy({ knex, smtp, now })),
    work(upkeep, () => keepUp(knex, now())),
  ];
}
