import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type ConnectionSource, clientConfig } from './pool.js';

export interface Notices {
  /** Calls `hear` with the payload of every notice of the channel. Returns the way to stop it. */
  on(channel: string, hear: (payload: string) => void): () => void;
  /** Calls `lost` when notices may have been missed: whatever was kept on their word is worth nothing then. */
  onLoss(lost: () => void): () => void;
  /** Calls `regained` when notices are heard again after a loss. */
  onRegain(regained: () => void): () => void;
  /** Whether every notice is being heard. */
  readonly healthy: boolean;
  /**
   * The number of the present connection, which holds the advisory lock of that number: as long as it is locked, this
   * process lives. Waits for a connection that is being made, and rejects where there is none for 5 s.
   */
  session(): Promise<string>;
  /** Begins a connection anew, with another number. */
  renew(): void;
  /** Resolves once the first connection listens. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
const SESSION_WAIT_MS = 5_000;
const SESSION_POLL_MS = 20;

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
  const regainers = new Set<() => void>();
  let lost = false;
  let client: pg.Client | undefined;
  let healthy = false;
  let session: string | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let pause = FIRST_RETRY_MS;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(clientConfig(source));
    client = fresh;
    let ended = false;
    const lose = (error?: Error) => {
      if (ended) return;
      ended = true;
      session = null;
      if (error) onError(error);
      if (healthy) {
        healthy = false;
        lost = true;
        for (const hear of losers) hear();
      }
      fresh.end().catch(() => {});
      if (closed) return;
      retry = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LAST_RETRY_MS);
    };
    fresh.on('error', lose);
    fresh.on('end', () => lose());
    fresh.on('notification', ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) hear(payload ?? '');
    });
    try {
      await fresh.connect();
      const number = randomBytes(8).readBigInt64BE().toString();
      const listening = channels.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`);
      await fresh.query([...listening, `SELECT pg_advisory_lock(${number})`].join('; '));
      if (ended || closed) return;
      healthy = true;
      if (lost) for (const hear of regainers) hear();
      lost = false;
      session = number;
      pause = FIRST_RETRY_MS;
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
    onLoss(hear) {
      losers.add(hear);
      return () => void losers.delete(hear);
    },
    onRegain(hear) {
      regainers.add(hear);
      return () => void regainers.delete(hear);
    },
    get healthy() {
      return healthy;
    },
    async session() {
      for (const until = performance.now() + SESSION_WAIT_MS; session === null; await delay(SESSION_POLL_MS)) {
        if (performance.now() > until) throw new Error('The connection that shows this process to be alive is broken.');
      }
      return session;
    },
    renew: () => void client?.end().catch(() => {}),
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
