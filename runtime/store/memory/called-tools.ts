import { LRUCache } from 'lru-cache';
import { CALLED_FOR_MS, type CalledTools, type CallingSession } from '../called-tools.js';

/** Clients make up session ids as they please; the least lately used are forgotten. */
const MOST_NOTES = 10_000;

/** In this process alone. */
export function createMemoryCalledTools(now: () => Date = () => new Date()): CalledTools {
  const notes = new LRUCache<string, true>({
    max: MOST_NOTES,
    ttl: CALLED_FOR_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  });
  const key = ({ principal, connection, session }: CallingSession, tool: string) =>
    JSON.stringify([principal, connection, session, tool]);
  return {
    async note(session, tool) {
      notes.set(key(session, tool), true);
    },
    called: async (session, tools) => new Set(tools.filter((tool) => notes.get(key(session, tool)))),
  };
}
