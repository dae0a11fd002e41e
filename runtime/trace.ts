import { randomUUID } from 'node:crypto';

const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** The trace id of a W3C `traceparent`, or null where it is absent or malformed (which the standard says to ignore). */
export function traceIdOf(value: unknown): string | null {
  return typeof value === 'string' ? (traceparent.exec(value)?.[1] ?? null) : null;
}

/** A new trace id: 32 hex digits, which never are all zero, as a UUID names its version. */
export function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}

/** A new span id: the last 16 hex digits of a UUID, the first of which is never zero. */
export function newSpanId(): string {
  const uuid = randomUUID();
  return uuid.slice(19, 23) + uuid.slice(24);
}
