import { context, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { CallOutcome, CallRequest, Kernel } from '../call/call.js';
import { beginSpan, currentParent, type TracePlace } from './request-trace.js';

/**
 * Runs a call within a span of its own and counts how it ended. The call learns the ids of that span, for its audit row
 * and its log lines. Arguments and answers are in neither: they are whoever's data they are.
 */
export async function observeCall(
  kernel: Kernel,
  request: CallRequest,
  run: (request: CallRequest) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  const startedAt = performance.now();
  const tool = kernel.handlers.get(request.name)?.tool.name ?? null;
  const parent = request.spanParent ?? currentParent(request.traceId);
  const place = beginSpan(`tools/call ${tool ?? ''}`.trimEnd(), parent, { kind: SpanKind.INTERNAL });
  const { traceId, spanId } = place;
  const outcome = await context.with(place.context, () => run({ ...request, traceId, spanId }));
  endSpan(place, request, tool, outcome);
  kernel.metrics?.count({
    tool,
    outcome: wordOf(outcome),
    gate: outcome.refused ? outcome.gate : null,
    seconds: (performance.now() - startedAt) / 1000,
    bytesIn: request.bytes ?? 0,
    bytesOut: 'text' in outcome ? Buffer.byteLength(outcome.text) : 0,
  });
  return outcome;
}

function endSpan({ span }: TracePlace, request: CallRequest, tool: string | null, outcome: CallOutcome): void {
  if (span.isRecording()) {
    span.setAttributes({
      'toolwright.wire': request.wire,
      'toolwright.outcome': wordOf(outcome),
      ...(tool !== null && { 'gen_ai.tool.name': tool }),
      ...(outcome.refused && { 'toolwright.gate': outcome.gate }),
    });
    // Refusals are answers; only what is this server's own fault is an error of its span.
    if (outcome.refused && outcome.http >= 500) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.code });
  }
  span.end();
}

function wordOf(outcome: CallOutcome): string {
  if (outcome.refused) return outcome.code;
  return outcome.inputRequired === undefined ? 'ok' : 'input_required';
}
