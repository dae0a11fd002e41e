import type { Knex } from 'knex';
import type { Outside } from '../outside/outside.js';
import { finishOrder } from '../payments/finish-order.js';
import { keepPayments } from '../payments/payment-upkeep.js';
import type { Payments } from '../payments/payments.js';
import type { Vault } from '../vault.js';
import { deliverBy } from '../webhooks/deliver.js';
import { orderFinishings, paymentUpkeep, webhookDeliveries } from './queues.js';
import { type Work, work } from './worker.js';

/** What the marketplace's jobs need. `knex` is the tables' owner's. */
export interface MarketWork {
  readonly knex: Knex;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly payments: Payments;
  readonly now?: () => Date;
}

/** What is done for each of the queues. */
export function marketWorks({ knex, vault, outside, payments, now = () => new Date() }: MarketWork): readonly Work[] {
  return [
    work(webhookDeliveries, deliverBy({ knex, vault, outside, now })),
    work(orderFinishings, ({ order }) => finishOrder(payments, order)),
    work(paymentUpkeep, () => keepPayments(payments)),
  ];
}
