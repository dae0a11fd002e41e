import type pg from 'pg';
import { timedOut } from './read-failure.js';
import { cancel, cutOff } from './session.js';

/** How much later than PostgreSQL's own clock ours cancels, and how long after that it cuts the connection off. */
const GRACE_MS = 500;

/**
 * Waits for what runs on a connection, however PostgreSQL fares: what is not over in time, or not wanted any more, is
 * cancelled from outside, and where that does not help the connection is cut off, so that `running` settles. What was stopped
 * rejects as timed out.
 */
export async function byClock<T>(
  client: pg.ClientBase,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  running: Promise<T>,
): Promise<T> {
  let last: NodeJS.Timeout | undefined;
  let stopped = false;
  let cut = false;
  const stop = () => {
    stopped = true;
    cancel(client);
    last ??= setTimeout(() => {
      cut = true;
      cutOff(client);
    }, GRACE_MS);
  };
  const clock = setTimeout(stop, timeoutMs + GRACE_MS);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await running;
  } catch (error) {
    throw stopped ? timedOut(cut) : error;
  } finally {
    clearTimeout(clock);
    clearTimeout(last);
    signal.removeEventListener('abort', stop);
    // The request to cancel goes its own way, and may come when it is the next statement that runs there.
    if (stopped) cutOff(client);
  }
}
