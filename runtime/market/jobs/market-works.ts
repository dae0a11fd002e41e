import type { Knex } from 'knex';
import type { Outside } from '../../outside/outside.js';
import { handOverBy } from '../mail/hand-over.js';
import type { Smtp } from '../mail/smtp.js';
import { finishOrder } from '../payments/finish-order.js';
import { keepPayments } from '../payments/payment-upkeep.js';
import type { Payments } from '../payments/payments.js';
import type { Vault } from '../vault.js';
import { deliverBy } from '../webhooks/deliver.js';
import { mails, orderFinishings, paymentUpkeep, upkeep, webhookDeliveries } from './queues.js';
import { keepUp } from './upkeep.js';
import { type Work, work } from './worker.js';

/** What the marketplace's jobs need. `knex` is the tables' owner's. */
export interface MarketWork {
  readonly knex: Knex;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly payments: Payments;
  readonly smtp: Smtp | null;
  readonly now?: () => Date;
}

/** What is done for each of the queues. */
export function marketWorks(parts: MarketWork): readonly Work[] {
  const { knex, vault, outside, payments, smtp, now = () => new Date() } = parts;
  return [
    work(webhookDeliveries, deliverBy({ knex, vault, outside, now })),
    work(mails, handOverBy({ knex, smtp, now })),
    work(orderFinishings, ({ order }) => finishOrder(payments, order)),
    work(paymentUpkeep, () => keepPayments(payments)),
    work(upkeep, () => keepUp(knex, now())),
  ];
}
