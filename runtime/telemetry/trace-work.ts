import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context } from '../context.js';
import type { Database, Host } from '../host.js';
import type { Handler } from '../tool.js';

const tracer = trace.getTracer('toolwright');

/** A handler whose resolver runs within a span. */
export function traceResolver(handler: Handler<Context>): Handler<Context> {
  return { ...handler, run: (input, ctx) => within('resolver', () => handler.run(input, ctx)) };
}

/** A host each of whose transactions is a span. */
export function traceHost<Handle>(host: Host<Handle>): Host<Handle> {
  return host.database === undefined ? host : { ...host, database: traceDatabase(host.database) };
}

/** From its opening to its end. */
function traceDatabase<Handle>(database: Database<Handle>): Database<Handle> {
  const writes = database.writes?.bind(database);
  return {
    ...(writes && { writes }),
    transaction: (principal, options, run) =>
      within('transaction', () => database.transaction(principal, options, run)),
    system: (run, handle) => within('transaction beyond the tenant', () => database.system(run, handle)),
  };
}

/** The message of an error may quote a value, so a span tells only that there was one, and of what kind. */
async function within<T>(name: string, run: () => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name);
  try {
    return await context.with(trace.setSpan(context.active(), span), run);
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function fail(span: Span, error: unknown): void {
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
