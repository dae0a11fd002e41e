import type { Knex } from 'knex';
import type { Host, Principal } from 'toolwright/runtime';
import type { Statement } from '../../store/postgres/opening-statement.js';

/**
 * Whoever an identity provider vouches for, as far as the marketplace knows them: a customer who may sign in, in an organization
 * that there is. What they may do is the provider's word.
 */
export function knownHere(knex: Knex, identify: Host['identify']): Host['identify'] {
  return async (credential, options) => {
    const principal = await identify(credential, options);
    if (principal === null) return null;
    const { sql, bindings } = stillKnown(principal);
    const { rows } = await knex.raw<{ rows: { ok: boolean }[] }>(sql, bindings as Knex.RawBinding[]);
    return rows[0]?.ok ? principal : null;
  };
}

/** Whether the principal came with a token of another issuer: such a connection is kept nowhere here. */
export function isVouchedFor({ connection }: Principal): boolean {
  return connection.id.startsWith('ext_');
}

/** For a database's opening check. The token itself holds for as long as it says. */
export function stillKnown({ id, active }: Principal): Statement {
  const org = active.contexts.org ?? null;
  const customer = active.contexts.customer ?? null;
  return {
    sql: `SELECT EXISTS (SELECT 1 FROM customer WHERE id = ? AND id = ? AND disabled_at IS NULL)
      AND (?::text IS NULL OR EXISTS (SELECT 1 FROM organization WHERE id = ?)) AS ok`,
    bindings: [id, customer, org, org],
  };
}
