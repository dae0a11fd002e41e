import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { AccountLink } from 'toolwright/runtime';

/** A link of a mail, as it is kept: without what opens it. */
export interface KeptLink extends AccountLink {
  /** Of a reset. */
  readonly customer_id: string | null;
  /** Of a sign-up. */
  readonly name: string | null;
  readonly password_hash: string | null;
}

export type Purpose = 'sign_up' | 'reset';

const MINUTE = 60_000;
/** How long a link works: mails take their time, but an open door to an account should not stand for long. */
const lasting: Readonly<Record<Purpose, number>> = { sign_up: 24 * 60 * MINUTE, reset: 30 * MINUTE };

const COLUMNS = ['email', 'next', 'customer_id', 'name', 'password_hash'] as const;

/** Keeps a link; its token, 256 random bits, is for the mail alone. */
export async function makeLink(db: Knex, purpose: Purpose, link: KeptLink & { readonly now: Date }): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { now, ...row } = link;
  const expires_at = new Date(now.getTime() + lasting[purpose]);
  await db('account_link').insert({ ...row, hash: hashOf(token), purpose, expires_at });
  return token;
}

/** Which link of a mail, and when. */
export interface Shown {
  readonly token: string;
  readonly now: Date;
}

/** Null for one that is used, too old, or of another purpose. */
export async function findLink(db: Knex, purpose: Purpose, { token, now }: Shown): Promise<KeptLink | null> {
  const found = db('account_link')
    .where({ hash: hashOf(token), purpose })
    .where('expires_at', '>', now);
  return (await found.first(COLUMNS)) ?? null;
}

/** The same for who uses it: until the transaction ends, no other link of the same address is used. */
export async function holdLink(db: Knex.Transaction, purpose: Purpose, shown: Shown): Promise<KeptLink | null> {
  const found = await findLink(db, purpose, shown);
  if (found === null) return null;
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('account link ' || lower(?), 0))`, [found.email]);
  return findLink(db, purpose, shown);
}

/** Ends every link of an address, whatever it was for. */
export async function endLinks(db: Knex, email: string): Promise<void> {
  await db('account_link').whereRaw('lower(email) = lower(?)', [email]).delete();
}

/** 256 random bits need no slow hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Those that nobody has used in time. */
export async function forgetOldLinks(db: Knex, now: Date): Promise<void> {
  await db('account_link').where('expires_at', '<=', now).delete();
}
