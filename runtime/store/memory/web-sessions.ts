import { hashToken, idleMs, lifetimeMs, newSession, type WebSession, type WebSessions } from '../web-sessions.js';

/** In this process alone. */
export function createMemoryWebSessions(): WebSessions {
  const sessions = new Map<string, WebSession>();
  const keyOf = (token: string) => hashToken(token).toString('hex');
  const ended = ({ openedAt, seenAt }: WebSession, now: Date) =>
    now.getTime() >= Math.min(seenAt.getTime() + idleMs, openedAt.getTime() + lifetimeMs);
  return {
    async open(principalId, now) {
      for (const [key, session] of sessions) if (ended(session, now)) sessions.delete(key);
      const { id, token } = newSession();
      sessions.set(keyOf(token), { id, principalId, openedAt: now, seenAt: now });
      return { id, token };
    },
    async find(token, now) {
      const session = sessions.get(keyOf(token));
      if (session === undefined || ended(session, now)) return null;
      sessions.set(keyOf(token), { ...session, seenAt: now });
      return session;
    },
    async end(token) {
      sessions.delete(keyOf(token));
    },
  };
}
