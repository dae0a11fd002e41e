import type { Knex } from 'knex';

/** What a project's module of people exports as `findPerson`. */
export type FindPerson = (knex: Knex, emailOrId: string) => Promise<string | null>;

/**
 * The id of the person who is meant by an e-mail address or an id, as the module has it that package.json names as
 * `"toolwright": { "people": … }`. Where none is named, an id is taken as it is. Throws a sentence.
 */
export async function personNamed(knex: Knex, folder: string, emailOrId: string): Promise<string> {
  const { importNamed, isNamed } = await import('../project-module.js');
  if (!isNamed(folder, 'people')) {
    if (!emailOrId.includes('@')) return emailOrId;
    throw new Error(
      `Nobody is found by '${emailOrId}': package.json names no module of people ("toolwright": { "people": … }). Give an id.`,
    );
  }
  const { findPerson } = await importNamed(folder, 'people');
  if (typeof findPerson !== 'function') {
    throw new Error('The module of people that package.json names does not export the function `findPerson`.');
  }
  const found = await (findPerson as FindPerson)(knex, emailOrId);
  if (found !== null) return found;
  throw new Error(`There is nobody '${emailOrId}'. Give the e-mail address or the id of somebody who may sign in.`);
}
