import type { SwitchName } from '../store/switchboard.js';
import { auditCommand } from './audit-command.js';
import { commandUser } from './command-user.js';
import { withDatabase } from './with-database.js';

/** The longest reason, as on the page. */
const longestReason = 500;

/** What a command turns, and what it says then. */
export interface TurnedSwitch {
  /** The command's words, for the audit. */
  readonly command: string;
  readonly name: SwitchName;
  readonly on: boolean;
  readonly reason: string | undefined;
  readonly said: string;
  readonly warned?: string;
}

/** Turns a switch for every server on the database, together with its row in the audit. What `turned` throws is told. */
export function turnSwitch(turned: () => TurnedSwitch): Promise<void> {
  return withDatabase(async (knex) => {
    const { command, name, on, reason = '', said, warned } = turned();
    if (reason.length > longestReason) throw new Error(`A reason has at most ${longestReason} characters.`);
    const { createPostgresSwitchboard } = await import('../store/postgres/switches.js');
    const why = reason.trim() || null;
    const witness = await auditCommand({
      ...{ name: command, writeMode: 'update', tenantId: null },
      arguments: { switch: name, on, reason: why },
    });
    const by = { principalId: null, user: commandUser(), reason: why };
    await createPostgresSwitchboard(knex).turn(name, on, by, (db) => witness(db as typeof knex));
    console.log(said);
    if (warned !== undefined) console.error(warned);
  });
}

export const reasonOption = ['--reason <text>', 'why, for whoever looks at the switches'] as const;
