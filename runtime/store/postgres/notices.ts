import pg from 'pg';
import { type ConnectionSource, clientConfig } from './pool.js';

export interface Notices {
  /** Calls `hear` with the payload of every notice of the channel. Returns the way to stop it. */
  on(channel: string, hear: (payload: string) => void): () => void;
  /** Calls `lost` when notices may have been missed: whatever was kept on their word is worth nothing then. */
  onLoss(lost: () => void): () => void;
  /** Whether every notice is being heard. */
  readonly healthy: boolean;
  /** Resolves once the first connection listens. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/**
 * Hears PostgreSQL's notices on a connection of its own, and connects again when it breaks. `onError` gets what broke
 * it, for the log. It listens to nothing but `channels`, from the start: a cache may trust it as soon as it is healthy.
 */
export function listen(
  source: ConnectionSource,
  channels: readonly string[],
  onError: (error: Error) => void,
): Notices {
  const hearers = new Map<string, Set<(payload: string) => void>>(channels.map((channel) => [channel, new Set()]));
  const losers = new Set<() => void>();
  let client: pg.Client | undefined;
  let healthy = false;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let delay = FIRST_RETRY_MS;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(clientConfig(source));
    client = fresh;
    let ended = false;
    const lose = (error?: Error) => {
      if (ended) return;
      ended = true;
      if (error) onError(error);
      if (healthy) {
        healthy = false;
        for (const lost of losers) lost();
      }
      fresh.end().catch(() => {});
      if (closed) return;
      retry = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LAST_RETRY_MS);
    };
    fresh.on('error', lose);
    fresh.on('end', () => lose());
    fresh.on('notification', ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) hear(payload ?? '');
    });
    try {
      await fresh.connect();
      await fresh.query(channels.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`).join('; '));
      if (ended || closed) return;
      healthy = true;
      delay = FIRST_RETRY_MS;
    } catch (error) {
      lose(error as Error);
    }
  }

  const first = connect();
  return {
    on(channel, hear) {
      const set = hearers.get(channel);
      if (!set) throw new Error(`Nobody listens to the channel '${channel}'. Name it when listening begins.`);
      set.add(hear);
      return () => void set.delete(hear);
    },
    onLoss(lost) {
      losers.add(lost);
      return () => void losers.delete(lost);
    },
    get healthy() {
      return healthy;
    },
    ready: () => first,
    async close() {
      closed = true;
      healthy = false;
      clearTimeout(retry);
      await first;
      await client?.end().catch(() => {});
    },
  };
}
