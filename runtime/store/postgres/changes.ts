import type { Knex } from 'knex';
import { PRINCIPAL_CHANNEL } from '../../auth/principal-cache.js';
import type { Change, Changes } from '../changes.js';
import { AUDIT_CHANNEL } from './audit-of-commands.js';
import type { Notices } from './notices.js';
import { SWITCHES_CHANNEL } from './switches.js';

/** The channel that tells of changed resources; its payload is a `Change` as JSON. */
export const CHANGES_CHANNEL = 'toolwright_changes';

/** Every channel that a server on PostgreSQL hears. */
export const CHANNELS: readonly string[] = [PRINCIPAL_CHANNEL, SWITCHES_CHANNEL, CHANGES_CHANNEL, AUDIT_CHANNEL];

/** Changes told by PostgreSQL's notices: those of a transaction go out as it commits. */
export function createPostgresChanges(knex: Knex, notices: Notices): Changes<Knex.Transaction> {
  return {
    async announce(changes, within) {
      const send = async (on: Knex) => {
        await on.raw('SELECT pg_notify(?, change) FROM unnest(?::text[]) AS change', [
          CHANGES_CHANNEL,
          changes.map(({ uri, tenant }) => JSON.stringify({ uri, tenant })),
        ]);
      };
      if (within === undefined) return () => send(knex);
      await send(within);
      return async () => {};
    },
    follow(hear) {
      const stops = [
        notices.on(CHANGES_CHANNEL, (payload) => {
          const change = readChange(payload);
          if (change !== null) hear({ kind: 'resource', change });
        }),
        notices.on(SWITCHES_CHANNEL, () => hear({ kind: 'switches' })),
        notices.on(PRINCIPAL_CHANNEL, (id) => hear({ kind: 'principal', id })),
        notices.onRegain(() => hear({ kind: 'unknown' })),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Whoever may connect to the database may send any notice, so nothing is believed of its form. */
function readChange(payload: string): Change | null {
  try {
    const { uri, tenant } = JSON.parse(payload) as Partial<Change>;
    if (typeof uri !== 'string' || (tenant !== null && typeof tenant !== 'string')) return null;
    return { uri, tenant };
  } catch {
    return null;
  }
}
