import type { Answer, Kernel } from '../call/call.js';
import type { Refusal } from '../call/refusal.js';
import { isChallenged, refusalChallenge } from '../http/challenge.js';
import type { Exchange } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import { deprecationHeaders } from './deprecation-headers.js';
import { rateHeaders } from './rate-headers.js';
import { truncationHeader } from './truncation-header.js';

interface Told {
  readonly kernel: Kernel;
  readonly origins: Origins;
  readonly outcome: Answer | Refusal;
}

/** A call's outcome in HTTP's words: status, headers and body. */
export function answerByRest(exchange: Exchange, { kernel, origins, outcome }: Told): void {
  exchange.set('Cache-Control', 'no-store');
  if (outcome.rate) exchange.set(rateHeaders(outcome.rate));
  if (outcome.refused) answerRefusal(exchange, origins, outcome, kernel.now());
  else answer(exchange, outcome);
}

function answer(exchange: Exchange, { rest, mimeType, call, tool }: Answer): void {
  exchange.status = 200;
  exchange.set(deprecationHeaders(tool));
  exchange.set(truncationHeader(call));
  // Nobody shall take what would be for what is, so a dry run's answer stands one step deeper, in any format.
  const told = call.writes ? { dry_run: { writes: call.writes }, answer: rest } : rest;
  exchange.type = call.writes ? 'application/json' : mimeType;
  exchange.body = exchange.type === 'application/json' ? JSON.stringify(told) : String(told);
}

function answerRefusal(exchange: Exchange, origins: Origins, refusal: Refusal, now: Date): void {
  exchange.status = refusal.http;
  if (isChallenged(refusal)) exchange.set('WWW-Authenticate', refusalChallenge(exchange, origins, refusal));
  const seconds = retryAfter(refusal, now);
  if (seconds !== null) exchange.set('Retry-After', String(seconds));
  exchange.type = 'application/json';
  exchange.body = JSON.stringify(refusal.body);
}

/** Whole seconds until the same call may pass, where the refusal knows. */
function retryAfter({ body }: Refusal, now: Date): number | null {
  if (typeof body.retry_after_seconds === 'number') return Math.max(1, Math.ceil(body.retry_after_seconds));
  const resets = typeof body.resets_at === 'string' ? Date.parse(body.resets_at) : Number.NaN;
  return Number.isNaN(resets) ? null : Math.max(1, Math.ceil((resets - now.getTime()) / 1000));
}
