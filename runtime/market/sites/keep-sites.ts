import { domainToASCII } from 'node:url';
import type { Knex } from 'knex';
import { newId } from '../ids.js';
import type { Witness } from '../witness.js';
import type { Site } from './sites.js';

const longestName = 80;
const longestType = 40;

/** As it is kept: `Blog.Example.COM` is `blog.example.com`. Throws a sentence for what names no domain. */
export function readDomain(text: string): string {
  const trimmed = text.trim();
  // Of an address it would take the host alone, and say nothing of the rest.
  const domain = /[\s/\\:?#@]/.test(trimmed) ? '' : domainToASCII(trimmed);
  const labels = domain.split('.');
  const good = labels.length > 1 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  if (!good || domain.length > 253) {
    throw new Error(`'${text}' is no domain. Write it like blog.example.com, without a scheme, port or path.`);
  }
  return domain;
}

/** Whether it is text of one line: what steers a terminal stands in no list. */
function isLine(text: string, longest: number): boolean {
  return text !== '' && text.length <= longest && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

/** Puts a site on the list, together with what bears witness to it. Throws a sentence. */
export async function addSite(knex: Knex, site: Site, witness: Witness): Promise<void> {
  const [name, type] = [site.name.trim(), site.type.trim()];
  if (!isLine(name, longestName)) throw new Error(`A site's name has 1 to ${longestName} characters on one line.`);
  if (!isLine(type, longestType)) throw new Error(`A site's type has 1 to ${longestType} characters on one line.`);
  await knex.transaction(async (db) => {
    const row = { id: newId('sit'), name, domain: readDomain(site.domain), type };
    const added = await db('site').insert(row).onConflict('domain').ignore().returning('id');
    if (added.length === 0) {
      throw new Error(`${row.domain} is on the list already. Remove it first to give it another name or type.`);
    }
    await witness(db);
  });
}

/** Takes a site off the list, together with what bears witness to it. Throws a sentence. */
export async function removeSite(knex: Knex, domain: string, witness: Witness): Promise<Site> {
  return knex.transaction(async (db) => {
    const [removed]: Site[] = await db('site').where({ domain }).delete().returning(['name', 'domain', 'type']);
    if (removed === undefined) {
      throw new Error(`There is no site at ${domain}. \`npx toolwright site list\` shows them.`);
    }
    await witness(db);
    return removed;
  });
}
