import { isRecord } from '../call/is-record.js';

/** A `tools/call` whose arguments go past the protocol library, and the body it gets in their place. */
export interface SentArguments {
  readonly body: unknown;
  readonly value: unknown;
}

/**
 * The library answers arguments that are no object with its own words, and loses a property named `__proto__`. The
 * pipeline has sentences for both, the same as over REST, so a lone call's arguments are kept as they were sent and the
 * library only ever sees an object. Null for every other message; in a batch nothing tells whose arguments they would be.
 */
export function sentArguments(body: unknown): SentArguments | null {
  if (!isRecord(body) || body.method !== 'tools/call' || !isRecord(body.params)) return null;
  const value = body.params.arguments;
  if (value === undefined) return null;
  if (isRecord(value)) return { body, value };
  return { body: { ...body, params: { ...body.params, arguments: {} } }, value };
}
