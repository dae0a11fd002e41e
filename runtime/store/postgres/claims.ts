import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { CLAIM_KEPT_MS, ClaimLost, type ClaimScope, type Claims, type StandingClaim } from '../claims.js';
import { createRunningCalls } from '../running-calls.js';
import type { Notices } from './notices.js';

interface Row {
  readonly tenant_id: string;
  readonly connection_id: string;
  readonly argument_hash: string;
  readonly token: string;
  readonly answer: string | null;
  readonly held: boolean;
}

/** Who holds a key lives as long as its process's session, which holds a lock on its own number. */
const HELD = 'holder IS NOT NULL AND NOT pg_try_advisory_xact_lock(holder)';

const FIND = `
SELECT tenant_id, connection_id, argument_hash, token, answer, answer IS NULL AND ${HELD} AS held
FROM toolwright.claim WHERE principal_id = :principal AND tool = :tool AND key = :key AND expires_at > :now`;

/** Waits for a transaction that is just committing an answer, and then sees it. */
const TAKE = `
INSERT INTO toolwright.claim AS c
  (tenant_id, principal_id, tool, key, argument_hash, id, token, holder, connection_id, expires_at)
VALUES (:tenant, :principal, :tool, :key, :hash, :id, :token, :holder, :connection, :expires)
ON CONFLICT (principal_id, tool, key, tenant_id) DO UPDATE SET
  argument_hash = excluded.argument_hash, token = excluded.token, holder = excluded.holder,
  connection_id = excluded.connection_id, answer = NULL, expires_at = excluded.expires_at,
  id = CASE WHEN c.expires_at > :now THEN c.id ELSE excluded.id END,
  reached = c.reached AND c.expires_at > :now
WHERE c.expires_at <= :now
   OR c.answer IS NULL AND c.argument_hash = excluded.argument_hash
      AND (c.holder IS NULL OR pg_try_advisory_xact_lock(c.holder))
RETURNING id, reached AS again`;

const RELEASE = `
WITH freed AS (DELETE FROM toolwright.claim WHERE token = :token AND answer IS NULL AND NOT reached)
UPDATE toolwright.claim SET holder = NULL WHERE token = :token AND answer IS NULL AND reached`;

/**
 * Claims in PostgreSQL. `notices` gives the process's session. Where a release fails, that session is begun anew: then
 * nothing of this process counts as held, and whoever still runs is fenced off by its token.
 */
export function createPostgresClaims(
  knex: Knex,
  notices: Pick<Notices, 'session' | 'renew'>,
  now: () => Date,
): Claims<Knex.Transaction> {
  const running = createRunningCalls();
  const standing = ({ tenant_id, connection_id, argument_hash, token, answer, held }: Row): StandingClaim => ({
    ...{ tenant: tenant_id, connection: connection_id, argumentHash: argument_hash, answer, held },
    ended: running.ended(token),
  });
  const find = async ({ principal, tool, key }: Omit<ClaimScope, 'tenant'>) => {
    const { rows } = await knex.raw<{ rows: Row[] }>(FIND, { principal, tool, key, now: now() });
    return rows.map(standing);
  };
  const mark = async (sql: string, bindings: readonly string[], handle: Knex) => {
    const { rows } = await handle.raw<{ rows: { done: boolean }[] }>(sql, bindings as string[]);
    if (!rows[0]?.done) throw new ClaimLost('Another attempt has taken the claim of this call.');
  };
  return {
    find,
    async take(scope, hash, connection) {
      for (;;) {
        const claim = { id: randomUUID(), token: randomUUID(), holder: await notices.session(), hash, connection };
        const at = { now: now(), expires: new Date(now().getTime() + CLAIM_KEPT_MS) };
        running.begin(claim.token);
        try {
          const { rows } = await knex.raw<{ rows: { id: string; again: boolean }[] }>(TAKE, {
            ...scope,
            ...claim,
            ...at,
          });
          if (rows[0]) return { ...rows[0], token: claim.token };
        } catch (error) {
          running.end(claim.token);
          throw error;
        }
        running.end(claim.token);
        const found = (await find(scope)).find(({ tenant }) => tenant === scope.tenant);
        if (found) return found;
      }
    },
    reach: (token, handle) => mark(handle ? REACH : REACH_ALONE, [token], handle ?? knex),
    answer: (token, sealed, handle) =>
      handle ? mark(ANSWER, [token, sealed], handle) : mark(ANSWER_ALONE, [sealed, token], knex),
    finish: running.end,
    async release(token) {
      try {
        await knex.raw(RELEASE, { token });
      } catch (error) {
        notices.renew();
        throw error;
      } finally {
        running.end(token);
      }
    },
  };
}

const REACH = 'SELECT toolwright.reach_claim(?) AS done';
const ANSWER = 'SELECT toolwright.answer_claim(?, ?) AS done';
const alone = (set: string) => `
WITH done AS (UPDATE toolwright.claim SET ${set} WHERE token = ? AND holder IS NOT NULL RETURNING true)
SELECT EXISTS (SELECT FROM done) AS done`;
const REACH_ALONE = alone('reached = true');
const ANSWER_ALONE = alone('answer = ?');

/** Keys that are 24 hours old may be used for something else. */
export async function forgetExpiredClaims(knex: Knex, now: Date): Promise<void> {
  await knex.raw('DELETE FROM toolwright.claim WHERE expires_at <= ?', [now]);
}
