import { hashToken, idleMs, lifetimeMs, newSession, type WebSession, type WebSessions } from '../web-sessions.js';

/** In this process alone. */
export function createMemoryWebSessions(): WebSessions {
  const sessions = new Map<string, WebSession>();
  const keyOf = (token: string) => hashToken(token).toString('hex');
  const ended = ({ openedAt, seenAt }: WebSession, now: Date) =>
    now.getTime() >= Math.min(seenAt.getTime() + idleMs, openedAt.getTime() + lifetimeMs);
  const endWhere = (over: (session: WebSession) => boolean) => {
    const ending = [...sessions].filter(([, session]) => over(session));
    for (const [key] of ending) sessions.delete(key);
    return ending.map(([, session]) => session);
  };
  const own: WebSessions = {
    async open({ now, ...opening }, also) {
      endWhere((session) => ended(session, now));
      const { id, token } = newSession();
      await also?.(undefined, id);
      sessions.set(keyOf(token), { ...opening, id, openedAt: now, seenAt: now });
      return { id, token };
    },
    async find(token, now) {
      const session = sessions.get(keyOf(token));
      if (session === undefined || ended(session, now)) return null;
      sessions.set(keyOf(token), { ...session, seenAt: now });
      return session;
    },
    async renew(id) {
      const [before] = endWhere((session) => session.id === id);
      if (before === undefined) return null;
      const renewed = newSession();
      sessions.set(keyOf(renewed.token), { ...before, id: renewed.id });
      return renewed;
    },
    async end(token, also) {
      await also?.(undefined);
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
    async endOthers(principalId, keep, also) {
      await also?.(undefined);
      endWhere((session) => session.principalId === principalId && session.id !== keep);
    },
    within: () => own,
  };
  return own;
}
