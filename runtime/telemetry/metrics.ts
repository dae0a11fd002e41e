import type { CountedCall, Registry } from './counted-call.js';

/** The counters of one server. */
export interface Metrics extends Registry {
  /** Loads what keeps the counters, unless it is loaded. */
  load(): Promise<unknown>;
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
