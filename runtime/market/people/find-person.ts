import type { Knex } from 'knex';

/** A person as found by an e-mail address, whether or not they may sign in. */
export interface FoundPerson {
  readonly id: string;
  /** As they wrote it when they signed up. */
  readonly email: string;
  /** Null for who has no password. */
  readonly password_hash: string | null;
  readonly disabled_at: Date | null;
}

export async function findPerson(db: Knex, email: string): Promise<FoundPerson | undefined> {
  return db('customer')
    .whereRaw('lower(email) = lower(?)', [email.trim()])
    .first('id', 'email', 'password_hash', 'disabled_at');
}
