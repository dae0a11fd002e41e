import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { missing, StripeDoubleError } from './stripe-error.js';

/** One of Stripe's objects. Keys that begin with `_` are the double's own and never answered. */
export type Stored = { readonly id: string; readonly object: string; readonly [key: string]: unknown };

/** What one request, or one step of the clock, reads and writes: one transaction. */
export interface Work {
  readonly db: Knex;
  /** Seconds since 1970. */
  readonly now: number;
  /** Where the double's pages are. */
  readonly base: string;
  /** Told in the events that it makes. */
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
}

/** Work at a moment of the past, for data that is put in. */
export const seeding = (db: Knex, at: Date): Work => ({
  db,
  now: Math.floor(at.getTime() / 1000),
  base: '',
  request: { id: null, idempotency_key: null },
});

/** The same work at the time of a test clock. */
export const at = (work: Work, now: number): Work => ({ ...work, now });

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `newStripeId('pi')` → `pi_3kQ…`, 24 letters and digits. */
export function newStripeId(prefix: string, length = 24): string {
  const letters = [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${prefix}_${letters}`;
}

/** The object of a kind. `param`: the parameter that named it, for the error. */
export async function find<Kind extends Stored = Stored>(
  { db }: Work,
  kind: string,
  id: string,
  param?: string,
): Promise<Kind> {
  const row = await db('stripe_double.object').where({ id, type: kind }).first('body');
  if (row === undefined) throw missing(kind, id, param);
  return row.body;
}

/** As `find`, of what has not been deleted. */
export async function findLive(work: Work, kind: string, id: string, param?: string): Promise<Stored> {
  const found = await find(work, kind, id, param);
  if (found.deleted === true) throw missing(kind, id, param);
  return found;
}

/** All of a kind whose properties are these, oldest first. */
export async function findAll(
  { db }: Work,
  kind: string,
  having: Readonly<Record<string, unknown>> = {},
): Promise<readonly Stored[]> {
  const rows = await db('stripe_double.object')
    .where({ type: kind })
    .whereRaw('body @> ?', [JSON.stringify(having)])
    .orderBy('number')
    .select('body');
  return rows.map(({ body }) => body);
}

/** Writes an object, new or changed, and returns it. */
export async function save<Kind extends Stored>({ db }: Work, object: Kind): Promise<Kind> {
  await db('stripe_double.object')
    .insert({ id: object.id, type: object.object, body: JSON.stringify(object) })
    .onConflict('id')
    .merge(['body']);
  return object;
}

/** Changes an object by these properties. */
export function change(work: Work, object: Stored, properties: object): Promise<Stored> {
  return save(work, { ...object, ...properties });
}

/** Refuses a state in which a request makes no sense. */
export function refuse(message: string, code?: string, param?: string): never {
  throw new StripeDoubleError(message, { ...(code && { code }), ...(param && { param }) });
}
