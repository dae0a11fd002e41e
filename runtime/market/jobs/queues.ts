import type { Knex } from 'knex';

/** Work of one kind: how often it is tried, and what a job of it says. */
export interface Queue<in Data extends object = object> {
  readonly name: string;
  /** How often a job that throws is tried again, first after so many seconds, then each time after twice as many. */
  readonly retry: { readonly limit: number; readonly delaySeconds: number };
  /** How long a job may run before it is taken to be lost, with its process, and is tried again. */
  readonly expireSeconds: number;
  /** Jobs of the kind that one process runs at the same time. */
  readonly atOnce: number;
  /** A job without data is due each time so many seconds have passed, whichever process comes first. */
  readonly everySeconds?: number;
  /** Of the compiler's: what a job of the kind says. */
  readonly takes?: (data: Data) => void;
}

const patient = { limit: 20, delaySeconds: 5 } as const;

/** One attempt, counted from 1, to bring an event to an endpoint. What the receiver does is recorded, not thrown. */
export const webhookDeliveries: Queue<{
  readonly delivery: string;
  readonly attempt: number;
  readonly waited?: number;
}> = {
  name: 'webhook-delivery',
  retry: patient,
  expireSeconds: 60,
  atOnce: 16,
};

/** One mail. Servers that do not take mails are tried for about a day. */
export const mails: Queue<{ readonly mail: string }> = {
  name: 'mail',
  retry: { limit: 11, delaySeconds: 30 },
  expireSeconds: 120,
  atOnce: 2,
};

/** What Stripe is still to do for an order that has been settled: subscriptions, transfers, and the end of both. */
export const orderFinishings: Queue<{ readonly order: string }> = {
  name: 'order-finishing',
  retry: { limit: 20, delaySeconds: 5 },
  expireSeconds: 300,
  atOnce: 4,
};

/** Finds out what has become of payments that nobody has told of. */
export const paymentUpkeep: Queue = {
  name: 'payment-upkeep',
  retry: { limit: 0, delaySeconds: 5 },
  expireSeconds: 300,
  atOnce: 1,
  everySeconds: 60,
};

/** Finds what has been forgotten, and forgets what is old. */
export const upkeep: Queue = { name: 'upkeep', retry: patient, expireSeconds: 600, atOnce: 1, everySeconds: 3600 };

/** All there are: a queue must have been made before anything is put in it. */
export const queues: readonly Queue<never>[] = [webhookDeliveries, mails, orderFinishings, paymentUpkeep, upkeep];

/**
 * Asks for a job in the transaction of what it is about: there is one if that commits, and none if it does not. For
 * transactions of the tables' owner (`ctx.asSystem`, events, jobs). A job may run twice where a process ends in the
 * middle, so what it does must bear that.
 */
export async function sendJob<Data extends object>(
  db: Knex,
  queue: Queue<Data>,
  data: Data,
  afterSeconds = 0,
): Promise<void> {
  await db.raw('select enqueue_job(?, ?, ?)', [queue.name, JSON.stringify(data), afterSeconds]);
}
