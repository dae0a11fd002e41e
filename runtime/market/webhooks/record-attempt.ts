import type { Knex } from 'knex';
import { sendJob, webhookDeliveries } from '../jobs/queues.js';
import { disableEndpoint } from './disable-endpoint.js';
import type { DueDelivery } from './due-delivery.js';
import type { Outcome } from './post.js';
import { secondsToRetry } from './retry-schedule.js';

/** How long nothing may reach an endpoint until it is disabled. */
const PATIENCE_MS = 5 * 24 * 60 * 60 * 1000;

const GONE = 410;

export interface RecordedAttempt extends Outcome {
  readonly at: Date;
  /** From 0 to 1: by how much the next attempt is put off beyond what the schedule says. */
  readonly random: number;
}

/** Writes down how an attempt ended and, all in one transaction, what follows from it: the next, an end, a disabling. */
export async function recordAttempt(db: Knex, due: DueDelivery, attempt: RecordedAttempt): Promise<void> {
  const { at, status, error, durationMs, retryAfter, random } = attempt;
  // Also against the sweep, and against whoever disables or deletes the endpoint in this moment.
  const endpoint = await db('webhook_endpoint').where({ id: due.endpoint.id }).forNoKeyUpdate().first();
  const delivery = await db('webhook_delivery')
    .where({ id: due.id, attempts: due.attempt - 1 })
    .forUpdate()
    .first();
  if (endpoint === undefined || delivery === undefined) return;
  await db('webhook_attempt').insert({
    delivery_id: due.id,
    number: due.attempt,
    organization_id: due.organizationId,
    at,
    duration_ms: durationMs,
    status,
    error,
  });
  const change = (row: object) =>
    db('webhook_delivery')
      .where({ id: due.id })
      .update({ attempts: due.attempt, ...row });
  const ended = { next_attempt_at: null, finished_at: at };

  if (error === null) {
    await change({ status: 'delivered', ...ended });
    await db('webhook_endpoint').where({ id: endpoint.id }).update({ failing_since: null });
    return;
  }
  const failingSince: Date = endpoint.failing_since ?? at;
  await db('webhook_endpoint').where({ id: endpoint.id }).update({ failing_since: failingSince });
  const seconds = secondsToRetry({ number: due.attempt, retryAfter, random });
  const going = delivery.status === 'pending' && endpoint.enabled;
  if (seconds === null || status === GONE) await change({ status: 'failed', ...ended });
  else if (!going) await change({ status: 'cancelled', ...ended });
  else {
    await change({ next_attempt_at: new Date(at.getTime() + seconds * 1000) });
    await sendJob(db, webhookDeliveries, { delivery: due.id, attempt: due.attempt + 1 }, seconds);
  }
  if (!endpoint.enabled) return;
  if (status === GONE) await disableEndpoint(db, endpoint, 'gone', at);
  else if (at.getTime() - failingSince.getTime() >= PATIENCE_MS) await disableEndpoint(db, endpoint, 'failing', at);
}
