import type { Knex } from 'knex';
import type { People } from 'toolwright/runtime';
import { isDemoCustomer } from '../demo/people.js';
import { findPerson } from './find-person.js';
import { principalOf } from './identify.js';
import { isPassword } from './password.js';
import { holdersOf } from './role-holders.js';

export interface PeopleOptions {
  /** As the tables' owner: nobody is known yet. */
  readonly knex: Knex;
  /** Whether the demo's people, whose password everybody knows, sign in. */
  readonly demo: boolean;
}

/** The customers as people who sign in. */
export function createPeople({ knex, demo }: PeopleOptions): People {
  return {
    async verify(email, password) {
      const person = await findPerson(knex, email);
      const right = await isPassword(password, person?.password_hash ?? null);
      const may = person?.disabled_at === null && (demo || !isDemoCustomer(person.id));
      return right && may ? { id: person.id } : null;
    },
    find: async (email) => (await findPerson(knex, email))?.id ?? null,
    principalOf: (connection) => principalOf(knex, connection),
    async describe(id) {
      const row: { name: string; email: string } | undefined = await knex('customer')
        .where({ id })
        .first('name', 'email');
      return row ? `${row.name} (${row.email})` : null;
    },
    holdersOf: (roleId) => holdersOf(knex, roleId),
    // An audience that no organization gives: it comes with the account's platform role alone.
    isOperator: ({ active }) => active.audiences.includes('staff'),
  };
}
