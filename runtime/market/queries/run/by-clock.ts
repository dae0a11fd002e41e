import type pg from 'pg';
import { cancel, cutOff } from './session.js';

/** How much later than PostgreSQL's own clock ours cancels, and how long after that it cuts the connection off. */
const GRACE_MS = 500;

/**
 * Waits for what runs on a connection, however PostgreSQL fares: what is not over in time, or not wanted any more, is
 * cancelled from outside, and where that does not help the connection is cut off, so that `running` settles.
 */
export async function byClock<T>(
  client: pg.ClientBase,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  running: Promise<T>,
): Promise<T> {
  let last: NodeJS.Timeout | undefined;
  const stop = () => {
    cancel(client);
    last ??= setTimeout(() => cutOff(client), GRACE_MS);
  };
  const clock = setTimeout(stop, timeoutMs + GRACE_MS);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await running;
  } finally {
    clearTimeout(clock);
    clearTimeout(last);
    signal.removeEventListener('abort', stop);
  }
}
