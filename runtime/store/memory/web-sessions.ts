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
    list: async (principalId, now) =>
      [...sessions.values()]
        .filter((session) => session.principalId === principalId && !ended(session, now))
        .sort((a, b) => b.seenAt.getTime() - a.seenAt.getTime()),
    async endOne(id, principalId, also) {
      const isIt = (session: WebSession) => session.id === id && session.principalId === principalId;
      if (![...sessions.values()].some(isIt)) return false;
      await also?.(undefined);
      endWhere(isIt);
      return true;
    },
    async endOthers(principalId, keep, also) {
      await also?.(undefined);
      endWhere((session) => session.principalId === principalId && session.id !== keep);
    },
    within: () => own,
  };
  return own;
}
