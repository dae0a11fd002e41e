import type { Knex } from 'knex';
import { moveConnectionState } from '../../auth/connection-state.js';
import type { Connection } from '../../principal.js';
import {
  hashToken,
  idleMs,
  lifetimeMs,
  newSession,
  seenEveryMs,
  type WebSession,
  type WebSessions,
} from '../web-sessions.js';
import type { Statement } from './opening-statement.js';

const TABLE = 'toolwright.web_session';
const COLUMNS = {
  id: 'id',
  principalId: 'principal_id',
  openedAt: 'opened_at',
  seenAt: 'seen_at',
  agent: 'agent',
  address: 'address',
} as const;
const LIVE = 'seen_at > ? AND opened_at > ?';

const since = (now: Date): readonly [Date, Date] => [
  new Date(now.getTime() - idleMs),
  new Date(now.getTime() - lifetimeMs),
];

/** In the database, for every process. */
export function createPostgresWebSessions(knex: Knex): WebSessions {
  return {
    open: ({ principalId, now, agent, address }, also) =>
      knex.transaction(async (db) => {
        const opened = newSession();
        const row = { principal_id: principalId, opened_at: now, seen_at: now, agent, address };
        await db(TABLE).insert({ id: opened.id, hash: hashToken(opened.token), ...row });
        await also?.(db, opened.id);
        return opened;
      }),
    find: (token, now) => findWebSession(knex, token, now),
    renew: (id) =>
      knex.transaction(async (db) => {
        const [before] = await db(TABLE).where({ id }).delete().returning('*');
        if (before === undefined) return null;
        const renewed = newSession();
        await db(TABLE).insert({ ...before, id: renewed.id, hash: hashToken(renewed.token) });
        await moveConnectionState(db, id, renewed.id);
        return renewed;
      }),
    end: (token, also) =>
      knex.transaction(async (db) => {
        await db(TABLE)
          .where({ hash: hashToken(token) })
          .delete();
        await also?.(db);
      }),
    list: (principalId, now) =>
      knex<WebSession>(TABLE)
        .whereRaw(LIVE, [...since(now)])
        .modify((query) => {
          if (principalId !== null) query.where('principal_id', principalId);
        })
        .orderBy([{ column: 'seen_at', order: 'desc' }, 'id'])
        .select(COLUMNS) as Promise<WebSession[]>,
    revoke: (id, principalId, also) =>
      knex.transaction(async (db) => {
        const whose = principalId === null ? {} : { principal_id: principalId };
        const revoked =
          (await db(TABLE)
            .where({ id, ...whose })
            .delete()) === 1;
        if (revoked) await also?.(db);
        return revoked;
      }),
    endOthers: (principalId, keep, also) =>
      knex.transaction(async (db) => {
        const others = db(TABLE).where({ principal_id: principalId });
        await (keep === null ? others : others.whereNot({ id: keep })).delete();
        await also?.(db);
      }),
    within: (handle) => createPostgresWebSessions(handle as Knex),
  };
}

/** The live session of a token, for whoever makes principals of credentials. */
export async function findWebSession(db: Knex, token: string, now: Date): Promise<WebSession | null> {
  const hash = hashToken(token);
  const session: WebSession | undefined = await db(TABLE)
    .where({ hash })
    .whereRaw(LIVE, [...since(now)])
    .first(COLUMNS);
  if (session === undefined) return null;
  if (now.getTime() - session.seenAt.getTime() > seenEveryMs) await db(TABLE).where({ hash }).update({ seen_at: now });
  return session;
}

/** The connection that a browser's calls come by: both scopes, whatever the role may, and a person who is asked. */
export function webConnection({ id }: WebSession, session: string | null): Connection {
  const scopes = ['mcp:read', 'mcp:write'];
  return { id, kind: 'session', scopes, tools: null, writes: true, confirm: 'ask', session };
}

/** For a database's opening check: one row, whether nobody has signed out in the meantime. */
export function webSessionStillHolds({ id }: Connection): Statement {
  return { sql: `SELECT EXISTS (SELECT 1 FROM ${TABLE} WHERE id = ?) AS ok`, bindings: [id] };
}

/** Sessions that have ended by themselves. */
export async function forgetEndedWebSessions(db: Knex, now: Date): Promise<void> {
  await db(TABLE)
    .whereRaw(`NOT (${LIVE})`, [...since(now)])
    .delete();
}
