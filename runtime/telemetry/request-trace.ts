import {
  type Context,
  context,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  trace,
} from '@opentelemetry/api';
import { newSpanId, newTraceId, traceIdOf } from '../trace.js';

/** What of a header or of a message's `_meta` a trace is continued from. */
type Carrier = Readonly<Record<string, unknown>>;

/** Longer ones are no trace of anybody's, and baggage goes on to whatever a resolver calls (W3C: 8,192 bytes). */
const maxLength = 8_192;

/** Where a request or a call stands in its trace. The ids are there also where nobody collects spans. */
export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
  /** What spans within hang on, with the caller's baggage. */
  readonly context: Context;
  readonly span: Span;
}

/** What the span of a call hangs on. */
export interface SpanParent {
  readonly traceId: string;
  readonly context: Context;
  /** The HTTP request's span, where the call's own parent is another. */
  readonly links?: readonly Link[];
}

const tracer = trace.getTracer('toolwright');

/** The parent that a caller's `traceparent`, `tracestate` and `baggage` name; malformed ones are as good as none. */
export function parentOf(carrier: Carrier): SpanParent {
  const given = w3c(carrier);
  return {
    traceId: traceIdOf(given.traceparent) ?? newTraceId(),
    context: propagation.extract(ROOT_CONTEXT, given),
  };
}

/**
 * The parent of a call that a message asks for. What the message's `_meta` says stands above the header, which may be
 * any proxy's; where it names another parent, the request's span is linked, so that one leads to the other.
 */
export function parentOfMessage(request: TracePlace, meta: Carrier): SpanParent {
  const given = w3c(meta);
  if (given.traceparent === undefined && given.baggage === undefined) return request;
  const traceId = traceIdOf(given.traceparent);
  const within = propagation.extract(request.context, given);
  if (traceId === null) return { traceId: request.traceId, context: within };
  const link = request.span.spanContext();
  return { traceId, context: within, ...(isSpanContextValid(link) && { links: [{ context: link }] }) };
}

/** Begins a span under its parent. Whoever begins it ends it. */
export function beginSpan(name: string, parent: SpanParent, options: SpanOptions): TracePlace {
  const links = parent.links && { links: [...parent.links] };
  const span = tracer.startSpan(name, { ...options, ...links }, parent.context);
  const within = trace.setSpan(parent.context, span);
  const ids = span.spanContext();
  // Where nobody collects, the span has no ids, and logs and audit are still to have some.
  const { traceId, spanId } = isSpanContextValid(ids) ? ids : { traceId: parent.traceId, spanId: newSpanId() };
  return { traceId, spanId, context: within, span };
}

/** The parent of what begins within a running span: of a composite's steps, and of calls from inside the process. */
export function currentParent(traceId: string): SpanParent {
  return { traceId, context: context.active() };
}

function w3c(carrier: Carrier): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of ['traceparent', 'tracestate', 'baggage'] as const) {
    const value = Object.hasOwn(carrier, name) ? carrier[name] : undefined;
    if (typeof value === 'string' && value !== '' && value.length <= maxLength) given[name] = value;
  }
  return given;
}
