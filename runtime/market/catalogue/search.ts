import type { Knex } from 'knex';
import type { FoundPackage } from '../../../generated/types/marketplace.js';
import { currencyCodes, currencyOf } from '../currencies.js';
import { toMoney } from '../money.js';
import { latestVersion } from './packages.js';
import { released } from './purchasable.js';

export interface Search {
  readonly query?: string;
  readonly vendor_id?: string;
  readonly pricing?: 'free' | 'once' | 'subscription';
  readonly min_price?: number;
  readonly max_price?: number;
  readonly purchasable: boolean;
  readonly sort: 'relevance' | 'name' | 'newest' | 'price';
  readonly limit: number;
  readonly offset: number;
}

interface FoundRow extends Pick<FoundPackage, 'composer_name' | 'title' | 'description' | 'vendor' | 'cadence'> {
  readonly id: string;
  readonly vendor_id: string;
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly latest_version: string | null;
  readonly purchasable: boolean;
  readonly created_at: Date;
}

/** Each ends in what is unique, so that pages neither skip nor repeat. Without words the newest is the most relevant. */
const orders: Readonly<Record<Search['sort'], string>> = {
  relevance: 'relevance desc, created_at desc, composer_name',
  name: 'lower(title), composer_name',
  newest: 'created_at desc, composer_name',
  price: 'amount, currency nulls first, composer_name',
};

/** What is on sale, as an organization that may buy it finds it: the rows of the page asked for, and how many in all. */
export async function searchPackages(
  db: Knex,
  organizationId: string,
  search: Search,
): Promise<{ readonly packages: readonly FoundPackage[]; readonly total: number }> {
  const found = db.from(onSale(db, organizationId, wordsOf(search.query)).as('found'));
  const { vendor_id, pricing, min_price, max_price } = search;
  if (vendor_id !== undefined) found.where({ vendor_id });
  if (pricing === 'free') found.whereNull('price_minor');
  if (pricing === 'once') found.whereNotNull('price_minor').whereNull('cadence');
  if (pricing === 'subscription') found.whereNotNull('cadence');
  if (min_price !== undefined) found.where('amount', '>=', min_price);
  if (max_price !== undefined) found.where('amount', '<=', max_price);
  if (search.purchasable) found.where('purchasable', true);
  const counted = await found.clone().count({ total: '*' }).first();
  const rows: FoundRow[] = await found
    .select('*')
    .orderByRaw(orders[search.sort])
    .limit(search.limit)
    .offset(search.offset);
  return { packages: rows.map(toFound), total: Number(counted?.total) };
}

/** Enough for any question; what is longer than any word is compared by its beginning. */
const most = { words: 16, letters: 64 };

/** The words of letters and digits in what somebody typed; null where nothing was typed. */
function wordsOf(query = ''): string[] | null {
  if (query.trim() === '') return null;
  const words =
    query
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const short = words.slice(0, most.words).map((word) => [...word].slice(0, most.letters).join(''));
  return [...new Set(short)];
}

/** Enabled packages of approved vendors, each with what it is sorted and filtered by. */
function onSale(db: Knex, organizationId: string, words: string[] | null): Knex.QueryBuilder {
  const sale = db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .where({ 'p.status': 'enabled', 'v.status': 'approved' })
    .select('p.id', 'p.composer_name', 'p.title', 'p.description', 'p.vendor_id', 'p.cadence', 'p.created_at')
    .select('p.price_minor', 'p.currency', { vendor: 'v.name', latest_version: latestVersion(db) })
    .select({ amount: db.raw(`coalesce(p.price_minor, 0) / power(10::numeric, ${decimals})`) })
    .select({
      purchasable: db.raw(`(${released} and (p.price_minor is null or v.charges_enabled) and v.organization_id <> ?)`, [
        organizationId,
      ]),
    });
  if (words === null) return sale.select({ relevance: db.raw('0') });
  const named = `regexp_replace(lower(p.title || '|' || p.composer_name), '[^[:alnum:]|]+', ' ', 'g')`;
  return sale.whereRaw('p.document @@ package_query(?)', [words]).select({
    // Who types the whole name of a package means that one.
    relevance: db.raw(`ts_rank(p.document, package_query(?)) + (? = any (string_to_array(${named}, '|')))::int`, [
      words,
      words.join(' '),
    ]),
  });
}

/** Digits after the point in a package's currency. */
const decimals = `case p.currency ${currencyCodes
  .filter((code) => currencyOf(code).decimals !== 2)
  .map((code) => `when '${code}' then ${currencyOf(code).decimals}`)
  .join(' ')} else 2 end`;

function toFound(row: FoundRow): FoundPackage {
  const { price_minor: minor, currency } = row;
  return {
    package_id: row.id,
    composer_name: row.composer_name,
    title: row.title,
    description: row.description,
    vendor_id: row.vendor_id,
    vendor: row.vendor,
    price: minor === null || currency === null ? null : toMoney(minor, currency),
    cadence: row.cadence,
    latest_version: row.latest_version,
    is_purchasable: row.purchasable,
    created_at: row.created_at.toISOString(),
  };
}
