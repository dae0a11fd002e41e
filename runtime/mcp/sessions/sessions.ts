import { randomBytes } from 'node:crypto';
import type { Kernel } from '../../call/call.js';
import type { Principal } from '../../principal.js';
import { type ClientAbilities, Session } from './session.js';

/** Without a request, a running call or an open stream for this long, a session ends. */
export const IDLE_MS = 30 * 60_000;
const SWEEP_EVERY_MS = 60_000;
const TOUCH_EVERY_MS = 10 * 60_000;

/** Of one connection in one process. The one longest unused makes room for the next. */
const SESSIONS_PER_CONNECTION = 5_000;

/** Who asks for a session, and under which path. */
export interface SessionUse {
  readonly principal: Principal;
  readonly path: string;
}

/** The sessions that this process holds, and the way to those that others hold. */
export interface Sessions {
  open(use: SessionUse, abilities: ClientAbilities): Promise<Session>;
  /**
   * The session, or where it is held; null for one that is not there, or is another credential's or path's: the client
   * begins again. `atOwner`: another process has sent the request here, so it is here or nowhere.
   */
  find(id: string, use: SessionUse, atOwner: boolean): Promise<Session | { readonly owner: string } | null>;
  /** Forgets it, and ends its stream where it is held here. */
  end(id: string): Promise<void>;
  /** Every session that is held here. */
  held(): Iterable<Session>;
  /** Ends those that have been idle for long; done by itself each minute. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** `here` is where other processes reach this one. */
export function createSessions({ host, log, now }: Kernel, here: () => string): Sessions {
  const store = host.store.sessions;
  /** By use: the one longest unused first. */
  const held = new Map<string, Session>();
  const perConnection = new Map<string, number>();
  let touchedAt = now().getTime();

  const forget = (session: Session) => {
    if (!held.delete(session.id)) return;
    session.end();
    const others = (perConnection.get(session.connection) ?? 1) - 1;
    if (others === 0) perConnection.delete(session.connection);
    else perConnection.set(session.connection, others);
  };
  const endAll = async (sessions: readonly Session[]) => {
    for (const session of sessions) forget(session);
    await store.remove(sessions.map(({ id }) => id));
  };
  const makeRoom = async (connection: string) => {
    if ((perConnection.get(connection) ?? 0) < SESSIONS_PER_CONNECTION) return;
    const [oldest] = [...held.values()].filter((session) => session.connection === connection);
    if (oldest !== undefined) await endAll([oldest]);
  };
  const sweep = async () => {
    const at = now().getTime();
    await endAll([...held.values()].filter((session) => session.idle && session.usedAt <= at - IDLE_MS));
    if (at - touchedAt < TOUCH_EVERY_MS) return;
    touchedAt = at;
    await store.touch([...held.keys()]);
  };
  const timer = setInterval(() => {
    sweep().catch((error: Error) => log.warn({ err: error }, 'idle sessions were not ended and are tried again'));
  }, SWEEP_EVERY_MS);
  timer.unref();

  return {
    async open({ principal, path }, abilities) {
      const connection = principal.connection.id;
      await makeRoom(connection);
      const id = randomBytes(24).toString('base64url');
      await store.open({ id, owner: here(), principalId: principal.id, connectionId: connection });
      const session = new Session(id, principal.id, connection, path, abilities, now().getTime());
      held.set(id, session);
      perConnection.set(connection, (perConnection.get(connection) ?? 0) + 1);
      return session;
    },
    async find(id, { principal, path }, atOwner) {
      const session = held.get(id);
      if (session !== undefined) {
        const theirs = session.principal === principal.id && session.connection === principal.connection.id;
        if (!theirs || session.path !== path) return null;
        session.usedAt = now().getTime();
        held.delete(id);
        held.set(id, session);
        return session;
      }
      const row = await store.find(id);
      if (row === null || row.principalId !== principal.id || row.connectionId !== principal.connection.id) return null;
      if (row.owner !== here() && !atOwner) return { owner: row.owner };
      // Whoever held it under this address has gone, and this process is another.
      if (row.owner === here()) await store.remove([id]);
      return null;
    },
    async end(id) {
      const session = held.get(id);
      if (session !== undefined) forget(session);
      await store.remove([id]);
    },
    held: () => held.values(),
    sweep,
    async close() {
      clearInterval(timer);
      const ids = [...held.keys()];
      for (const session of [...held.values()]) forget(session);
      await store.remove(ids).catch((error: Error) => log.warn({ err: error }, 'ended sessions were not removed'));
    },
  };
}
