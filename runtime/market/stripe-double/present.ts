import { missing, StripeDoubleError } from './stripe-error.js';
import type { Work } from './work.js';

/** As it is answered: without what is the double's own. */
export function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !key.startsWith('_'));
  return Object.fromEntries(entries.map(([key, each]) => [key, shown(each)]));
}

/** Puts whole objects in the place of ids, as `expand[]` asks: `latest_charge.customer`, in lists `data.customer`. */
export async function expand(work: Work, value: unknown, paths: readonly string[]): Promise<unknown> {
  let expanded = value;
  for (const path of paths) expanded = await follow(work, expanded, path.split('.'), path);
  return expanded;
}

async function follow(work: Work, value: unknown, [key, ...rest]: readonly string[], path: string): Promise<unknown> {
  if (key === undefined || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map((each) => follow(work, each, [key, ...rest], path)));
  const hidden = `_${key}`;
  // What Stripe leaves out until it is asked for.
  if (typeof value === 'object' && hidden in value) {
    return { ...value, [key]: await follow(work, value[hidden as never], rest, path) };
  }
  if (typeof value !== 'object' || !(key in value)) {
    throw new StripeDoubleError(
      `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
      { param: 'expand' },
    );
  }
  const holder = value as Readonly<Record<string, unknown>>;
  const held = holder[key];
  const whole = Array.isArray(held)
    ? await Promise.all(held.map((each) => wholeOf(work, each)))
    : await wholeOf(work, held);
  return { ...holder, [key]: await follow(work, whole, rest, path) };
}

async function wholeOf({ db }: Work, id: unknown): Promise<unknown> {
  if (typeof id !== 'string') return id;
  const row = await db('stripe_double.object').where({ id }).first('body');
  if (row === undefined) throw missing('object', id, 'expand');
  return row.body;
}
