import type { Knex } from 'knex';
import { CALLED_FOR_MS, type CalledTools } from '../called-tools.js';

/** For all processes. */
export function createPostgresCalledTools(knex: Knex, now: () => Date): CalledTools {
  return {
    async note({ principal, connection, session }, tool) {
      await knex('toolwright.called_tool')
        .insert({ principal_id: principal, connection_id: connection, session, tool, at: now() })
        .onConflict(['principal_id', 'connection_id', 'session', 'tool'])
        .merge(['at']);
    },
    async called({ principal, connection, session }, tools) {
      const called: string[] = await knex('toolwright.called_tool')
        .where({ principal_id: principal, connection_id: connection, session })
        .where('at', '>', beginning(now()))
        .whereIn('tool', tools)
        .pluck('tool');
      return new Set(called);
    },
  };
}

export async function forgetOldCalls(knex: Knex, now: Date): Promise<void> {
  await knex('toolwright.called_tool').where('at', '<=', beginning(now)).delete();
}

const beginning = (now: Date): Date => new Date(now.getTime() - CALLED_FOR_MS);
