import type { Answer, Kernel } from '../call/call.js';
import { callTool } from '../call/call-tool.js';
import type { Refusal } from '../call/refusal.js';
import { isChallenged, refusalChallenge } from '../http/challenge.js';
import { callerOf, disconnectSignal, type Exchange, requestTrace, type Stage } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import { refuse } from '../http/refused-request.js';
import { deprecationHeaders } from './deprecation-headers.js';
import { rateHeaders } from './rate-headers.js';

/** `POST /mcp/tools/call {tool, arguments}`: the same pipeline, told in HTTP statuses. */
export function callByRest(kernel: Kernel, origins: Origins): Stage {
  return async (exchange) => {
    const { tool, input } = readEnvelope(kernel, exchange.state.body);
    const outcome = await callTool(kernel, {
      name: tool,
      arguments: input,
      ...callerOf(exchange),
      wire: 'rest',
      ...requestTrace(exchange),
      signal: disconnectSignal(exchange),
    });
    exchange.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (outcome.inputRequired === undefined && outcome.rate) exchange.set(rateHeaders(outcome.rate));
    if (outcome.refused) answerRefusal(exchange, origins, outcome, kernel.now());
    else if (outcome.inputRequired === undefined) {
      exchange.set(deprecationHeaders(outcome.tool));
      answer(exchange, outcome);
    }
  };
}

function readEnvelope(kernel: Kernel, body: unknown): { readonly tool: string; readonly input: unknown } {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const { tool, arguments: input, ...unknown } = body as Record<string, unknown>;
    if (typeof tool === 'string' && Object.keys(unknown).length === 0) return { tool, input };
  }
  throw refuse(kernel.server, 'INVALID_REQUEST', {
    message: 'Send an object of "tool", the name of a tool, and "arguments", an object; nothing else.',
  });
}

function answer(exchange: Exchange, { rest, mimeType, call }: Answer): void {
  exchange.status = 200;
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
