import type { Knex } from 'knex';

export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text, lines broken where they should be. */
  readonly text: string;
  readonly now: Date;
  /** Whether it holds what opens an account: its text is then not kept once a server has taken it. For the tables' owner alone. */
  readonly secret?: boolean;
}

/**
 * Sends a mail if the open transaction commits, and none if it does not: later, by whichever process works jobs. Any
 * transaction may, a call's included. A line break in the subject becomes a space: it would begin another header.
 */
export async function sendMail(db: Knex, { to, subject, text, now, secret = false }: Mail): Promise<void> {
  const ask = secret ? 'ask_for_secret_mail' : 'ask_for_mail';
  await db.raw(`select ${ask}(?, ?, ?, ?)`, [to, subject.replace(/\s+/g, ' ').trim(), text, now]);
}
