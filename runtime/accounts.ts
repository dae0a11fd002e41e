import type { Also } from './store/connections.js';

/** What somebody who wants an account says of themselves. */
export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Where they were going: a path of this server. */
  readonly next: string;
}

/** Whom a mailed link is for. */
export interface AccountLink {
  readonly email: string;
  readonly next: string;
}

/** A person as their own account shows them. */
export interface AccountHolder {
  readonly name: string;
  readonly email: string;
}

/** Runs last in the transaction of a change, told whose account it is; nothing changes where it rejects. */
export type AlsoOfPerson = (handle: unknown, personId: string) => Promise<void>;

/**
 * Accounts of a host that sends people mails. The host makes the mails, their links (`/account/confirm?token=…`,
 * `/account/reset?token=…`) and what it keeps of those: tokens that cannot be guessed, of which it keeps a hash, that work once
 * and not for long. The kernel has the pages, limits how often they are used, and sees that new passwords are fit.
 */
export interface Accounts {
  /** Where mails are read that no server takes: a sentence and a page. Null: people have mailboxes. */
  readonly mailbox: { readonly note: string; readonly path: string } | null;
  /**
   * Mails a link that makes the account, or, where the address has one already, a word that it has. Resolves alike after as much
   * work, so that nobody learns which. `also` runs in either case.
   */
  askToRegister(registration: Registration, also: Also): Promise<void>;
  /** Whom a link is for that makes an account; null: it has been used or is too old. */
  findRegistration(token: string): Promise<AccountLink | null>;
  /** Makes the account, where the password is the one that was chosen: the link alone, which another may have asked for, is not enough. */
  register(link: { readonly token: string; readonly password: string }, also: AlsoOfPerson): Promise<LinkEnd>;
  /** Mails a link that sets another password, where the address has an account. Resolves alike; `also` runs in either case. */
  askToReset(asked: AccountLink, also: Also): Promise<void>;
  findReset(token: string): Promise<AccountLink | null>;
  /** Sets the password and mails a word that it was; other links of the account end. */
  reset(link: { readonly token: string; readonly password: string }, also: AlsoOfPerson): Promise<LinkEnd>;
  describe(personId: string): Promise<AccountHolder>;
  /** Sets the password where the old one is right, and mails a word that it was. */
  changePassword(
    personId: string,
    change: { readonly old: string; readonly password: string },
    also: Also,
  ): Promise<PasswordChange>;
}

/** `over`: the link has been used, is too old, or never was. */
export type LinkEnd = 'done' | 'over' | 'wrong_password';

/** `fixed`: the account keeps the password that it has. */
export type PasswordChange = 'done' | 'wrong_password' | 'fixed';
