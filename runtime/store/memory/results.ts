import { RESULTS_KEPT, type Results, type StoredResult } from '../results.js';

export function createMemoryResults(): Results {
  const kept = new Map<string, StoredResult>();
  return {
    async keep(result) {
      kept.set(result.id, result);
      const own = [...kept.values()].filter(({ connectionId }) => connectionId === result.connectionId);
      for (const { id } of own.slice(0, -RESULTS_KEPT)) kept.delete(id);
    },
    async find(id, now) {
      for (const { id: old, expiresAt } of kept.values()) if (expiresAt <= now) kept.delete(old);
      return kept.get(id) ?? null;
    },
  };
}
