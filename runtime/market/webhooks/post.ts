import { Webhook } from 'standardwebhooks';
import type { Outside } from '../../outside/outside.js';
import { OutsideError } from '../../outside/outside-error.js';
import type { Vault } from '../vault.js';
import type { DueDelivery } from './due-delivery.js';
import { readRetryAfter } from './retry-schedule.js';
import { signingSecrets } from './secrets.js';

const TIMEOUT_MS = 15_000;
/** Nothing of an answer's body is used. */
const MAX_ANSWER_BYTES = 65_536;

export interface Posting {
  readonly vault: Vault;
  readonly outside: Outside;
  readonly at: Date;
  readonly signal: AbortSignal;
}

/** How an attempt ended. */
export interface Outcome {
  /** Null where there was no answer. */
  readonly status: number | null;
  /** A sentence that says what went wrong; null where nothing did. */
  readonly error: string | null;
  readonly retryAfter: number | null;
  readonly durationMs: number;
}

/**
 * Posts an event as Standard Webhooks tell: `webhook-id` is the event's, the same at every attempt and to every endpoint;
 * `webhook-signature` holds one signature for each secret in force. Any 2xx is success; redirects are not followed.
 * Rejects where the signal ends it, since then nothing is known of it.
 */
export async function post(posting: Posting, { event, endpoint }: DueDelivery): Promise<Outcome> {
  const { vault, outside, at, signal } = posting;
  const body = JSON.stringify({ type: event.type, timestamp: event.created_at.toISOString(), data: event.data });
  const signatures = signingSecrets(vault, endpoint, at).map((secret) => new Webhook(secret).sign(event.id, at, body));
  const began = performance.now();
  const ended = (outcome: Omit<Outcome, 'durationMs'>): Outcome => ({
    ...outcome,
    durationMs: Math.round(performance.now() - began),
  });
  try {
    const { status, headers } = await outside.fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Toolwright-Webhooks/1.0',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    const succeeded = status >= 200 && status < 300;
    const retryAfter = succeeded ? null : readRetryAfter(headers['retry-after'], at);
    return ended({ status, error: succeeded ? null : whyNot(status), retryAfter });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return ended({ status: null, error: error.message, retryAfter: null });
  }
}

function whyNot(status: number): string {
  if (status === 410) return 'It answered 410: it is gone for good.';
  if (status >= 300 && status < 400)
    return `It answered ${status}. Redirects are not followed: give the address itself.`;
  return `It answered ${status}. Only 2xx tells that an event has arrived.`;
}
