import type { OutsideAnswer, OutsideRequest } from '../outside/outside.js';
import { OutsideError } from '../outside/outside-error.js';
import { DeadEnd, type Station } from './finding.js';

/** Sends a request and answers it whatever its status; redirects are not followed. */
export type Fetch = (url: string, request?: OutsideRequest) => Promise<OutsideAnswer>;

/** Asks; where nobody answers, the way ends with a sentence that says why. */
export async function ask(
  fetch: Fetch,
  station: Station,
  url: string,
  request?: OutsideRequest,
): Promise<OutsideAnswer> {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (error instanceof OutsideError) throw new DeadEnd(station, `${url}: ${error.message}`, 'Mend the address.');
    throw new DeadEnd(
      station,
      `Nobody answers at ${url}: ${reasonOf(error)}.`,
      'Start the server, or mend the address.',
    );
  }
}

/** The object of a JSON answer; null for whatever else. */
export function readObject(answer: OutsideAnswer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** `fetch` hides what went wrong in the causes of what it throws. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took longer than 10 seconds';
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? reasonOf(cause) : error.message || String((error as NodeJS.ErrnoException).code);
}
