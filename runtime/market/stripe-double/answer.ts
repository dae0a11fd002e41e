import { createHash, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { parse } from 'qs';
import getRawBody from 'raw-body';
import type { Log } from '../../call/call.js';
import { lock } from './exclusively.js';
import { type Faulty, performFaulty } from './faults.js';
import { Params } from './params.js';
import { expand, shown } from './present.js';
import { StripeDoubleError } from './stripe-error.js';
import { newStripeId, type Work } from './work.js';

/** What a path of the API does. `ids` are those in its path, in their order. */
export type Handler = (work: Work, params: Params, ids: readonly string[]) => Promise<object>;

/** What the double's API stands on. */
export interface Api {
  readonly knex: Knex;
  readonly secretKey: string;
  readonly base: () => string;
  readonly now: () => Date;
  readonly faulty: Faulty;
  readonly log: Log | undefined;
  /** Something has been written: there may be events to deliver. */
  readonly written: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly replayed?: true;
}

const MAX_BODY = '1mb';

function tooLong(): never {
  throw new StripeDoubleError('The request is too long, or did not arrive whole.', { status: 413 });
}

/** Answers one request as Stripe would: the key, idempotency, the transaction, errors and `expand[]`. */
export async function answer(api: Api, context: Context, handler: Handler, ids: readonly string[]): Promise<void> {
  const id = newStripeId('req', 14);
  context.set({ 'Request-Id': id, 'Stripe-Version': context.get('stripe-version') });
  try {
    authorize(api, context);
    const body =
      context.method === 'GET'
        ? ''
        : await getRawBody(context.req, { limit: MAX_BODY, encoding: 'utf8' }).catch(tooLong);
    // The library says in the query what a DELETE is to do.
    const text = context.method === 'POST' ? body : body || context.querystring;
    const values = parse(text, { depth: 12, arrayLimit: 100, parameterLimit: 5_000 });
    const key = context.method === 'POST' ? context.get('idempotency-key') || null : null;
    const request = { id, key, path: `${context.method} ${context.path}`, text, values };
    if (context.method === 'GET') tell(context, await perform(api, api.knex, request, handler, ids));
    else
      await performFaulty(api.faulty, context, key, async () => tell(context, await write(api, request, handler, ids)));
  } catch (error) {
    if (!(error instanceof StripeDoubleError)) throw error;
    tell(context, { status: error.status, body: error.body });
  }
}

interface Request {
  readonly id: string;
  readonly key: string | null;
  readonly path: string;
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A request that writes, once for each idempotency key: https://docs.stripe.com/api/idempotent_requests */
async function write(api: Api, request: Request, handler: Handler, ids: readonly string[]): Promise<Answer> {
  const answered = await api.knex.transaction(async (db) => {
    if (request.key !== null) {
      const earlier = await claim(db, request.key, request);
      if (earlier !== null) return earlier;
    }
    await lock(db);
    const outcome = await performOnce(api, db, request, handler, ids);
    if (request.key !== null) {
      await db('stripe_double.idempotency_key').insert({
        key: request.key,
        request: digest(request),
        status: outcome.status,
        answer: JSON.stringify(outcome.body),
      });
    }
    return outcome;
  });
  api.written();
  return answered;
}

/** As `perform`; where a card declines and nothing is to stay, that is an answer too, and kept under the key. */
async function performOnce(
  api: Api,
  db: Knex.Transaction,
  request: Request,
  handler: Handler,
  ids: readonly string[],
): Promise<Answer> {
  await db.raw('savepoint request');
  try {
    return await perform(api, db, request, handler, ids);
  } catch (error) {
    if (!(error instanceof StripeDoubleError) || error.status !== 402) throw error;
    await db.raw('rollback to savepoint request');
    return { status: 402, body: shown(error.body) };
  }
}

/** Holds the key until the transaction ends; the answer that it had within the last day, if any. */
async function claim(db: Knex.Transaction, key: string, request: Request): Promise<Answer | null> {
  const { rows } = await db.raw(
    `select pg_try_advisory_xact_lock(hashtextextended('stripe double ' || ?, 0)) as held`,
    [key],
  );
  if (!rows[0].held) {
    throw new StripeDoubleError(
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      { status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use' },
    );
  }
  await db('stripe_double.idempotency_key')
    .whereRaw(`key = ? and created_at < now() - interval '24 hours'`, [key])
    .delete();
  const earlier = await db('stripe_double.idempotency_key').where({ key }).first();
  if (earlier === undefined) return null;
  if (earlier.request === digest(request)) return { status: earlier.status, body: earlier.answer, replayed: true };
  throw new StripeDoubleError(
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    { type: 'idempotency_error' },
  );
}

const digest = ({ path, text }: Request) => createHash('sha256').update(`${path}\n${text}`).digest('base64url');

async function perform(
  api: Api,
  db: Knex,
  request: Request,
  handler: Handler,
  ids: readonly string[],
): Promise<Answer> {
  const params = new Params(request.values);
  const work: Work = {
    db,
    now: Math.floor(api.now().getTime() / 1000),
    base: api.base(),
    request: { id: request.id, idempotency_key: request.key },
  };
  try {
    const paths = params.texts('expand');
    const done = await handler(work, params, ids);
    params.refuseRest();
    return { status: 200, body: shown(await expand(work, done, paths)) };
  } catch (error) {
    // A payment that failed has happened, and is remembered.
    if (error instanceof StripeDoubleError && error.stays) return { status: 402, body: shown(error.body) };
    throw error;
  }
}

function authorize({ secretKey }: Api, context: Context): void {
  const [scheme, given = ''] = context.get('authorization').split(' ');
  if (!given) {
    throw new StripeDoubleError(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      { status: 401 },
    );
  }
  const known = scheme === 'Bearer' && timingSafeEqual(hash(given), hash(secretKey));
  if (!known) {
    const masked = `${given.slice(0, 8)}${'*'.repeat(12)}${given.slice(-4)}`;
    throw new StripeDoubleError(`Invalid API Key provided: ${masked}`, { status: 401 });
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest();

function tell(context: Context, { status, body, replayed }: Answer): void {
  context.status = status;
  context.body = body;
  if (replayed) context.set('Idempotent-Replayed', 'true');
}
