import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { Log } from '../../call/call.js';
import { OWN_ENDPOINT } from './events.js';

const FIRST_RETRY_S = 5;
const LAST_RETRY_S = 3_600;
const ANSWER_TIMEOUT_MS = 10_000;

export interface Sending {
  readonly knex: Knex;
  readonly stripe: Stripe;
  readonly webhookSecret: string;
  /** The server's own address; '' while it does not listen. */
  readonly address: () => string;
  readonly log: Log | undefined;
}

interface Delivery {
  readonly number: number;
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly attempts: number;
  readonly body: { readonly type: string };
}

/** How one delivery ended: the endpoint's status, or why there is none. */
export interface Ending {
  readonly event: string;
  readonly type: string;
  readonly problem: string | null;
}

/**
 * Sends the oldest event that is due, or that is pending at all, `times` over; null where there is none. The row is locked
 * meanwhile: of several processes each event has one sender, and one whose sender died is sent again.
 */
export function deliverNext(sending: Sending, which: 'due' | 'pending', times = 1): Promise<Ending | null> {
  return sending.knex.transaction(async (db) => {
    const rows = db('stripe_double.delivery as d')
      .join('stripe_double.object as o', 'o.id', 'd.event_id')
      .whereNull('d.delivered_at')
      .orderBy('d.number')
      .limit(1)
      .forUpdate('d')
      .select('d.*', 'o.body');
    if (which === 'due') rows.where('d.due_at', '<=', db.fn.now()).skipLocked();
    const delivery: Delivery | undefined = (await rows)[0];
    if (delivery === undefined) return null;
    let problem: string | null = null;
    for (let time = 0; time < times; time += 1) problem = await send(sending, delivery);
    await db('stripe_double.delivery')
      .where({ number: delivery.number })
      .update({
        attempts: delivery.attempts + 1,
        problem,
        ...(problem === null
          ? { delivered_at: db.fn.now() }
          : { due_at: db.raw(`now() + ? * interval '1 second'`, [pauseAfter(delivery.attempts)]) }),
      });
    return { event: delivery.event_id, type: delivery.body.type, problem };
  });
}

const pauseAfter = (attempts: number) => Math.min(FIRST_RETRY_S * 2 ** attempts, LAST_RETRY_S);

/** Sends an event to the server itself, whether or not it has had it before. What went wrong, or null. */
export async function deliverAgain(sending: Sending, eventId: string): Promise<string | null> {
  const row = await sending.knex('stripe_double.object').where({ id: eventId, type: 'event' }).first('body');
  if (row === undefined) throw new Error(`The Stripe double knows no event ${eventId}.`);
  const problem = await send(sending, { event_id: eventId, endpoint_id: OWN_ENDPOINT, body: row.body });
  if (problem === null) {
    await sending
      .knex('stripe_double.delivery')
      .where({ event_id: eventId, endpoint_id: OWN_ENDPOINT })
      .whereNull('delivered_at')
      .update({ delivered_at: sending.knex.fn.now() });
  }
  return problem;
}

async function send(
  sending: Sending,
  delivery: Pick<Delivery, 'event_id' | 'endpoint_id' | 'body'>,
): Promise<string | null> {
  const endpoint = await endpointOf(sending, delivery.endpoint_id);
  if (endpoint === null) return null;
  const payload = JSON.stringify(delivery.body);
  const signature = sending.stripe.webhooks.generateTestHeaderString({ payload, secret: endpoint.secret });
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      body: payload,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (response.ok) return null;
    return told(sending, delivery, `${endpoint.url} answers ${response.status}`);
  } catch (error) {
    return told(sending, delivery, `${endpoint.url} does not answer: ${(error as Error).message}`);
  }
}

function told({ log }: Sending, { event_id, body }: Pick<Delivery, 'event_id' | 'body'>, problem: string): string {
  log?.debug({ event: event_id, type: body.type, problem }, 'an event of the Stripe double is sent again later');
  return problem;
}

/** Null for one that has been deleted: its events are done with. */
async function endpointOf(
  { knex, address, webhookSecret }: Sending,
  id: string,
): Promise<{ readonly url: string; readonly secret: string } | null> {
  if (id === OWN_ENDPOINT) return { url: `${address()}/webhooks/stripe`, secret: webhookSecret };
  const row = await knex('stripe_double.object').where({ id, type: 'webhook_endpoint' }).first('body');
  return row === undefined ? null : { url: row.body.url, secret: row.body._secret };
}
