import type { Knex } from 'knex';
import type { Outside } from '../../outside/outside.js';
import { sendJob, webhookDeliveries } from '../jobs/queues.js';
import type { Vault } from '../vault.js';
import { type DueDelivery, readDue } from './due-delivery.js';
import { post } from './post.js';
import { recordAttempt } from './record-attempt.js';

export interface Delivering {
  /** The tables' owner's. */
  readonly knex: Knex;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export interface DeliveryJob {
  readonly delivery: string;
  /** Counted from 1. A job whose attempt has been recorded is one that a process did and could not end. */
  readonly attempt: number;
  /** How often the job was put off because its endpoint was busy. */
  readonly waited?: number;
}

/** How many deliveries of one endpoint a process makes at once: one that is slow leaves room for the others. */
const AT_ONCE_PER_ENDPOINT = 4;

const LONGEST_WAIT_SECONDS = 300;

/** Makes one attempt to deliver an event, and asks for the next where it failed. */
export function deliverBy(delivering: Delivering): (job: DeliveryJob, signal: AbortSignal) => Promise<void> {
  const { knex, random = Math.random } = delivering;
  const busy = new Map<string, number>();
  return async (job, signal) => {
    const due = await readDue(knex, job.delivery, job.attempt);
    if (due === null) return;
    const { id: endpointId } = due.endpoint;
    const others = busy.get(endpointId) ?? 0;
    if (others >= AT_ONCE_PER_ENDPOINT) return putOff(knex, job, random());
    busy.set(endpointId, others + 1);
    try {
      await attempt(delivering, due, signal);
    } finally {
      const left = (busy.get(endpointId) ?? 1) - 1;
      if (left === 0) busy.delete(endpointId);
      else busy.set(endpointId, left);
    }
  };
}

async function attempt(
  { knex, vault, outside, now, random = Math.random }: Delivering,
  due: DueDelivery,
  signal: AbortSignal,
): Promise<void> {
  const at = now();
  const outcome = await post({ vault, outside, at, signal }, due);
  await knex.transaction((db) => recordAttempt(db, due, { ...outcome, at, random: random() }));
}

/** The longer it has waited, the longer it waits on: a slow endpoint's queue is not walked through over and over. */
async function putOff(knex: Knex, job: DeliveryJob, random: number): Promise<void> {
  const waited = job.waited ?? 0;
  const seconds = Math.min(2 ** (waited + 1), LONGEST_WAIT_SECONDS) * (1 + random);
  await sendJob(knex, webhookDeliveries, { ...job, waited: waited + 1 }, seconds);
}
