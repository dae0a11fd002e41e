import type { Params } from './params.js';
import { missing, StripeDoubleError } from './stripe-error.js';
import type { Work } from './work.js';

/** A page as Stripe gives it: newest first, by cursors. https://docs.stripe.com/api/pagination */
export interface Page {
  readonly object: 'list';
  readonly data: readonly unknown[];
  readonly has_more: boolean;
  readonly url: string;
}

interface Listing {
  readonly kind: string;
  readonly url: string;
  /** What the objects must have. */
  readonly having?: Readonly<Record<string, unknown>>;
  /** Names of properties, each with the values of which it must have one. */
  readonly anyOf?: Readonly<Record<string, readonly string[]>>;
}

/** One page of the objects of a kind. */
export async function list(
  { db }: Work,
  params: Params,
  { kind, url, having = {}, anyOf = {} }: Listing,
): Promise<Page> {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw new StripeDoubleError('Invalid integer: limit must be between 1 and 100', { param: 'limit' });
  }
  const after = await numberOf(params, 'starting_after');
  const before = await numberOf(params, 'ending_before');
  const rows = db('stripe_double.object')
    .where({ type: kind })
    .whereRaw('body @> ?', [JSON.stringify(having)])
    .whereRaw(`not (body @> '{"deleted": true}')`)
    .orderBy('number', before === null ? 'desc' : 'asc')
    .limit(limit + 1)
    .select('body');
  for (const [name, values] of Object.entries(anyOf)) rows.whereRaw('body->>? = any (?)', [name, [...values]]);
  if (after !== null) rows.where('number', '<', after);
  if (before !== null) rows.where('number', '>', before);
  const created = params.inside('created');
  for (const [name, sign] of Object.entries({ gt: '>', gte: '>=', lt: '<', lte: '<=' })) {
    const moment = created?.integer(name);
    if (moment !== undefined) rows.whereRaw(`(body->>'created')::bigint ${sign} ?`, [moment]);
  }
  const found = (await rows).map(({ body }) => body);
  const data = found.slice(0, limit);
  return { object: 'list', data: before === null ? data : data.reverse(), has_more: found.length > limit, url };

  async function numberOf(from: Params, cursor: string): Promise<number | null> {
    const id = from.text(cursor);
    if (id === undefined) return null;
    const row = await db('stripe_double.object').where({ id, type: kind }).first('number');
    if (row === undefined) throw missing(kind, id, cursor);
    return row.number;
  }
}
