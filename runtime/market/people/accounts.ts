import type { Knex } from 'knex';
import type { Accounts } from 'toolwright/runtime';
import { demoEmail, isDemoCustomer } from '../demo/people.js';
import { sendMail } from '../mail/send-mail.js';
import { endLinks, findLink, holdLink, makeLink } from './account-links.js';
import { changedMail, confirmMail, demoMail, knownMail, resetMail } from './account-mails.js';
import { findPerson } from './find-person.js';
import { hashPassword, isPassword } from './password.js';
import { signUpCustomer } from './sign-up-customer.js';

export interface AccountsOptions {
  /** As the tables' owner: nobody is known yet. */
  readonly knex: Knex;
  /** Where the marketplace is served. */
  readonly address: () => string;
  readonly now: () => Date;
  /** Where mails are read that no server takes. */
  readonly mailbox: Accounts['mailbox'];
}

/** On the demo without a mail server. */
export const demoMailbox: Accounts['mailbox'] = {
  note: `This is the demo, and no mail server is set up: staff read all mails (${demoEmail('staff')}, password "demo").`,
  path: '/account/outbox',
};

/** Accounts of customers. The statements and derivations are the same for addresses that are known and that are not. */
export function createAccounts({ knex, address, now, mailbox }: AccountsOptions): Accounts {
  const mailTo = (to: string) => ({ to, address: address(), now: now() });
  return {
    mailbox,
    async askToRegister({ name, email, password, next }, also) {
      const password_hash = await hashPassword(password);
      await knex.transaction(async (db) => {
        const known = await findPerson(db, email);
        const link = { email, next, name, password_hash, customer_id: null, now: now() };
        if (known) await sendMail(db, knownMail(mailTo(known.email)));
        else await sendMail(db, confirmMail({ ...mailTo(email), token: await makeLink(db, 'sign_up', link) }));
        await also(db);
      });
    },
    findRegistration: (token) => findLink(knex, 'sign_up', { token, now: now() }),
    register: ({ token, password }, also) =>
      knex.transaction(async (db) => {
        const link = await holdLink(db, 'sign_up', { token, now: now() });
        if (link?.name == null || (await findPerson(db, link.email))) return 'over';
        if (!(await isPassword(password, link.password_hash))) return 'wrong_password';
        const id = await signUpCustomer(db, { ...link, name: link.name, now: now() });
        await endLinks(db, link.email);
        await also(db, id);
        return 'done';
      }),
    async askToReset({ email, next }, also) {
      await knex.transaction(async (db) => {
        const found = await findPerson(db, email);
        const known = found?.disabled_at === null ? found : undefined;
        if (known && isDemoCustomer(known.id)) await sendMail(db, demoMail(mailTo(known.email)));
        else if (known) {
          const link = { email: known.email, next, name: null, password_hash: null, customer_id: known.id, now: now() };
          await sendMail(db, resetMail({ ...mailTo(known.email), token: await makeLink(db, 'reset', link) }));
        }
        await also(db);
      });
    },
    findReset: (token) => findLink(knex, 'reset', { token, now: now() }),
    async reset({ token, password }, also) {
      const password_hash = await hashPassword(password);
      return knex.transaction(async (db) => {
        const id = (await holdLink(db, 'reset', { token, now: now() }))?.customer_id;
        if (id == null) return 'over';
        const [person] = await db('customer')
          .where({ id, disabled_at: null })
          .update({ password_hash })
          .returning('email');
        if (person === undefined) return 'over';
        await endLinks(db, person.email);
        await sendMail(db, changedMail(mailTo(person.email)));
        await also(db, id);
        return 'done';
      });
    },
    describe: async (id) => knex('customer').where({ id }).first('name', 'email'),
    async changePassword(id, { old, password }, also) {
      const person = await knex('customer').where({ id, disabled_at: null }).first('email', 'password_hash');
      if (!(await isPassword(old, person?.password_hash ?? null))) return 'wrong_password';
      if (isDemoCustomer(id)) return 'fixed';
      const { email, password_hash: before } = person;
      const password_hash = await hashPassword(password);
      return knex.transaction(async (db) => {
        // Of two changes at once the second has an old password that is none any more.
        const changed = await db('customer')
          .where({ id, password_hash: before, disabled_at: null })
          .update({ password_hash });
        if (changed === 0) return 'wrong_password';
        await endLinks(db, email);
        await sendMail(db, changedMail(mailTo(email)));
        await also(db);
        return 'done';
      });
    },
  };
}
