import type { Context } from 'koa';
import type { Fault, Faults } from '../../testing/faults.js';
import { StripeDoubleError } from './stripe-error.js';

/** How a request goes wrong, beyond what `faults` of the proofs know: `slow down` is Stripe's 429. */
export type Trouble = Fault | 'slow down';

interface Due {
  readonly trouble: Trouble;
  /** How many requests it befalls; what loses its answer befalls the same request's repetitions too. */
  left: number;
  key: string | null;
  readonly arrived: () => void;
}

/** What goes wrong in this process on purpose, and what has been performed in it. */
export interface Faulty {
  readonly due: Due[];
  /** Idempotency keys under which something was performed, up to a colon. */
  readonly performed: Set<string>;
  /** How often the library sends one request at most. */
  readonly sendings: number;
}

export function createFaulty(maxNetworkRetries: number): Faulty {
  // A connection that is closed is tried again even where retries are off.
  return { due: [], performed: new Set(), sendings: 1 + Math.max(1, maxNetworkRetries) };
}

/** For proofs, in the words of `runtime/testing/faults.ts`. */
export function faultsOf(faulty: Faulty): Faults {
  return {
    next: (_effect, fault) => new Promise((arrived) => befall(faulty, fault, 1, arrived)),
    had: () => faulty.performed.size,
  };
}

/** The next so many requests that write go wrong. Infinity: until the returned function is called. */
export function befall(faulty: Faulty, trouble: Trouble, times: number, arrived: () => void = () => {}): () => void {
  const due: Due = {
    trouble,
    left: trouble === 'loses its answer' ? faulty.sendings * times : times,
    key: null,
    arrived,
  };
  faulty.due.push(due);
  return () => void faulty.due.splice(faulty.due.indexOf(due) >>> 0, 1);
}

/** Performs a request that writes, or what becomes of it instead. */
export async function performFaulty(
  faulty: Faulty,
  context: Context,
  key: string | null,
  run: () => Promise<void>,
): Promise<void> {
  const due = take(faulty, key);
  if (due?.trouble === 'fails') return arrive(due, () => refuse(context, 503));
  if (due?.trouble === 'slow down') return arrive(due, () => refuse(context, 429));
  await run();
  if (key !== null && !key.startsWith('stripe-node-retry-')) faulty.performed.add(key.split(':')[0] ?? key);
  if (due === null) return;
  // Neither is answered: one connection stays open, the other is cut off.
  context.respond = false;
  if (due.trouble === 'loses its answer') context.req.socket.destroy();
  due.arrived();
}

function take(faulty: Faulty, key: string | null): Due | null {
  const due = faulty.due.find((each) => each.key === null || each.key === key);
  if (due === undefined) return null;
  if (due.trouble === 'loses its answer' && Number.isFinite(due.left)) due.key = key;
  due.left -= 1;
  if (due.left === 0) faulty.due.splice(faulty.due.indexOf(due), 1);
  return due;
}

function arrive(due: Due, refused: () => void): void {
  due.arrived();
  refused();
}

function refuse(context: Context, status: 429 | 503): never {
  // Stripe says of most of its own failures that the library should not repeat them by itself.
  context.set('Stripe-Should-Retry', 'false');
  if (status === 429) throw new StripeDoubleError('Request rate limit exceeded.', { status, code: 'rate_limit' });
  throw new StripeDoubleError('Stripe is not available at the moment.', { status, type: 'api_error' });
}
