import type { Registry } from './registry.js';

/** A finished call, as it is counted. */
export interface CountedCall {
  /** Null for a name that no tool has: what strangers make up never becomes a label. */
  readonly tool: string | null;
  /** `ok`, `input_required`, or an error code. */
  readonly outcome: string;
  /** Which gate refused. */
  readonly gate: string | null;
  readonly seconds: number;
  /** Of the request's body and of the answer's text. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** The counters of one server. */
export interface Metrics {
  count(call: CountedCall): void;
  /** Loads what keeps the counters, unless it is loaded. */
  load(): Promise<unknown>;
  /** All of them in Prometheus' text format, with its media type. */
  print(): Promise<{ readonly text: string; readonly mimeType: string }>;
}

/** Calls kept while the library is still loading; that takes less than a second. */
const maxWaiting = 10_000;

/**
 * Counters whose library comes after listening, or with the first scrape: it takes longer to load than the whole server
 * to start. What is counted before then waits for it.
 */
export function createMetrics(): Metrics {
  const waiting: CountedCall[] = [];
  let registry: Registry | undefined;
  let loading: Promise<Registry> | undefined;
  const load = () => {
    loading ??= import('./registry.js').then(({ createRegistry }) => {
      const created = createRegistry();
      registry = created;
      for (const call of waiting.splice(0)) created.count(call);
      return created;
    });
    return loading;
  };
  return {
    load,
    count(call) {
      if (registry !== undefined) registry.count(call);
      else if (waiting.length < maxWaiting) waiting.push(call);
    },
    print: async () => (await load()).print(),
  };
}
