import type { Knex } from 'knex';
import type { Switches } from '../../host.js';
import type { Switchboard, SwitchName, SwitchState, Turning } from '../switchboard.js';
import { switchesOf } from '../switched-off.js';
import type { Notices } from './notices.js';

/** The channel that tells of changed switches. */
export const SWITCHES_CHANNEL = 'toolwright_switches';

/** How long read switches are believed even while notices come: a broken network is not always noticed at once. */
const MAX_AGE_MS = 5_000;

/** Reads the switches, from memory while notices are heard, else from the database each time. */
export function createSwitchReader(knex: Knex, notices: Notices): () => Promise<Switches> {
  let kept: { readonly until: number; readonly switches: Promise<Switches> } | undefined;
  const forget = () => {
    kept = undefined;
  };
  notices.on(SWITCHES_CHANNEL, forget);
  notices.onLoss(forget);
  return () => {
    if (!notices.healthy) return readSwitches(knex);
    const now = performance.now();
    if (kept && now < kept.until) return kept.switches;
    const switches = readSwitches(knex);
    kept = { until: now + MAX_AGE_MS, switches };
    switches.catch(forget);
    return switches;
  };
}

/** What is switched off; everything is on that no row names. */
export async function readSwitches(knex: Knex): Promise<Switches> {
  const rows: { name: string }[] = await knex('toolwright.switch').where({ is_on: false }).select('name');
  return switchesOf(rows.map(({ name }) => name as SwitchName));
}

/** Turns a switch for every process at once: a notice goes out with the row. */
export async function setSwitch(knex: Knex, name: SwitchName, on: boolean, by: Turning = nobody): Promise<void> {
  await knex.raw(
    `INSERT INTO toolwright.switch (name, is_on, changed_by, command_user, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on, changed_at = now(), changed_by = excluded.changed_by,
       command_user = excluded.command_user, reason = excluded.reason`,
    [name, on, by.principalId, by.user, by.reason],
  );
}

const nobody: Turning = { principalId: null, user: null, reason: null };

export function createPostgresSwitchboard(knex: Knex): Switchboard {
  return {
    async list() {
      const rows: SwitchState[] = await knex('toolwright.switch')
        .orderBy([{ column: 'changed_at', order: 'desc' }, 'name'])
        .select({
          name: 'name',
          on: 'is_on',
          changedAt: 'changed_at',
          principalId: 'changed_by',
          user: 'command_user',
          reason: 'reason',
        });
      return rows;
    },
    turn: (name, on, by, also) =>
      knex.transaction(async (db) => {
        await setSwitch(db, name, on, by);
        await also?.(db);
      }),
  };
}
