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
    async list(principalId, now) {
      return [...sessions.values()]
        .filter((session) => !ended(session, now) && (principalId === null || session.principalId === principalId))
        .sort((left, right) => right.seenAt.getTime() - left.seenAt.getTime());
    },
    async revoke(id, principalId, also) {
      const found = [...sessions].find(
        ([, session]) => session.id === id && (principalId === null || session.principalId === principalId),
      );
      if (found === undefined) return false;
      // Memory has no transaction: what else belongs to it comes first, and may keep it from happening.
      await also?.(undefined);
      return sessions.delete(found[0]);
    },
  };
}
