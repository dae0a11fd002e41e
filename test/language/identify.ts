import type { Knex } from 'knex';
import type { AccessTokens } from '../../runtime/auth/access-tokens.js';
import { findApiKey } from '../../runtime/auth/api-keys.js';
import type { Host } from '../../runtime/host.js';
import type { Principal, Standing } from '../../runtime/principal.js';
import { connectionOf, connectionStillHolds } from '../../runtime/store/postgres/connections.js';
import type { Statement } from '../../runtime/store/postgres/opening-statement.js';

/** Who a key's or a token's holder is: a person, in the teams that it was granted. `knex` is the tables' owner's. */
export function identifyBy(knex: Knex, tokens: AccessTokens): Host['identify'] {
  return async (credential) => {
    const key = (await findApiKey(knex, credential)) ?? (await tokens.find(credential));
    const person = key && (await knex('person').where({ id: key.principalId }).first());
    if (!person) return null;
    const teams: { team_id: string; role: string; plan: string }[] = await knex('member')
      .join('team', 'team.id', 'team_id')
      .where({ person_id: person.id })
      .whereIn('team_id', [...key.tenants])
      .orderBy('team_id')
      .select('team_id', 'role', 'plan');
    const standings = teams.map(
      ({ team_id, role, plan }): Standing => ({
        contexts: { person: person.id, team: team_id },
        audiences: [person.audience],
        role,
        plan,
      }),
    );
    const alone: Standing = { contexts: { person: person.id }, audiences: [person.audience], role: person.role };
    const [active = alone] = standings;
    return {
      id: person.id,
      name: person.name,
      connection: connectionOf(key, credential.session),
      active,
      standings: standings.length > 0 ? standings : [alone],
    };
  };
}

/** What every write asks first: the key still holds, and the person still has the role that passed the gates. */
export function stillHolds({ id, connection, active }: Principal): Statement {
  const team = active.contexts.team ?? null;
  const key = connectionStillHolds(connection, { tenant: team });
  return {
    sql: `SELECT key.ok AND (?::text IS NULL OR EXISTS (
      SELECT 1 FROM member WHERE team_id = ? AND person_id = ? AND role = ?)) AS ok FROM (${key.sql}) AS key`,
    bindings: [team, team, id, active.role, ...key.bindings],
  };
}
