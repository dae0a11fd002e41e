import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

/** Made before the server runs: it takes a while. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...`'":*&|!()<->\\%_ aé0.-/`), maxLength: 60 }),
);
fc.sample(text, 1);

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

interface Found {
  readonly composer_name: string;
  readonly package_id: string;
  readonly is_purchasable: boolean;
}

async function found(input: object, principal = 'acme-viewer'): Promise<readonly string[]> {
  const { packages } = await market.succeed(principal, 'search_packages', input);
  return packages.map(({ composer_name }: Found) => composer_name);
}

const everything = [
  'forge-labs/page-builder',
  'globex/tax-tables',
  'globex/search-suite',
  'forge/seo-kit',
  'forge/checkout-booster',
];

describe('what is on sale', () => {
  it('without a query is all of it, the newest first', async () => {
    expect(await found({})).toEqual(everything);
    expect(await found({ query: ' \n\t ' })).toEqual(everything);
  });

  it.each([
    [
      'name',
      [
        'forge/checkout-booster',
        'forge-labs/page-builder',
        'globex/search-suite',
        'forge/seo-kit',
        'globex/tax-tables',
      ],
    ],
    ['newest', everything],
    [
      'price',
      [
        'forge/seo-kit',
        'globex/search-suite',
        'forge/checkout-booster',
        'forge-labs/page-builder',
        'globex/tax-tables',
      ],
    ],
  ])('is sorted by %s', async (sort, names) => {
    expect(await found({ sort })).toEqual(names);
  });

  it.each([
    [{ vendor_id: 'ven_demo_labs' }, ['forge-labs/page-builder']],
    [{ vendor_id: 'ven_demo_anvil' }, []],
    [{ pricing: 'free' }, ['forge/seo-kit']],
    [{ pricing: 'once' }, ['forge-labs/page-builder', 'forge/checkout-booster']],
    [{ pricing: 'subscription' }, ['globex/tax-tables', 'globex/search-suite']],
    [{ min_price: 49, max_price: 79 }, ['forge-labs/page-builder', 'forge/checkout-booster']],
    [{ min_price: 49.01 }, ['forge-labs/page-builder', 'globex/tax-tables']],
    [{ max_price: 0 }, ['forge/seo-kit']],
    [{ purchasable: true }, ['globex/tax-tables', 'globex/search-suite', 'forge/seo-kit', 'forge/checkout-booster']],
    [{ purchasable: true, pricing: 'subscription', query: 'search' }, ['globex/search-suite']],
  ])('narrowed by %o', async (filter, names) => {
    expect((await found(filter)).toSorted()).toEqual(names.toSorted());
  });

  it('is of the same pages in every order, without skipping or repeating', async () => {
    await market.db('package').whereIn('id', ['pkg_demo_seo', 'pkg_demo_tax']).update({ created_at: '2026-01-01' });
    for (const sort of ['relevance', 'name', 'newest', 'price']) {
      const whole = await found({ sort });
      const pages = [];
      for (const offset of [0, 1, 2, 3, 4]) pages.push(...(await found({ sort, limit: 1, offset })));
      expect([sort, pages]).toEqual([sort, whole]);
    }
  });

  it('can be bought just where get_package says so', async () => {
    for (const principal of ['acme-owner', 'globex-owner', 'forge-vendor', 'anvil-vendor']) {
      const { packages } = await market.succeed(principal, 'search_packages', { limit: 100 });
      for (const { package_id, is_purchasable } of packages as Found[]) {
        const known = await market.succeed(principal, 'get_package', { package_id });
        expect([principal, package_id, is_purchasable]).toEqual([principal, package_id, known.is_purchasable]);
      }
    }
  });
});

describe('words', () => {
  it.each([
    ['SEO Kit', ['forge/seo-kit']],
    ['forge/checkout-booster', ['forge/checkout-booster']],
    ['che', ['forge/checkout-booster']],
    ['typing errors', ['globex/search-suite']],
    ['typin', ['globex/search-suite']],
    ['synonym facet', ['globex/search-suite']],
    ['landing page', ['forge-labs/page-builder']],
    ['what is the vat', ['globex/tax-tables']],
    ['the', ['forge-labs/page-builder', 'globex/tax-tables']],
    ['the vat in the EU', ['globex/tax-tables']],
    ['schema.org', ['forge/seo-kit']],
    ['org schema', ['forge/seo-kit']],
    ['legacy', []],
    ['hammer', []],
    ['booster vat', []],
  ])('%s', async (query, names) => {
    expect(await found({ query })).toEqual(names);
  });

  it('in the name weigh more than in the description, and the whole name most', async () => {
    expect(await found({ query: 'search' })).toEqual(['globex/search-suite', 'forge/seo-kit']);
    await market
      .db('package')
      .where({ id: 'pkg_demo_seo' })
      .update({ title: 'Page', description: 'page page page builder builder', keywords: ['builder', 'page'] });
    expect(await found({ query: 'page' })).toEqual([
      'forge/seo-kit',
      'forge-labs/page-builder',
      'forge/checkout-booster',
    ]);
    expect(await found({ query: 'Page-Builder!' })).toEqual(['forge-labs/page-builder', 'forge/seo-kit']);
  });

  it('beyond the English alphabet are words', async () => {
    await market.db('package').where({ id: 'pkg_demo_tax' }).update({ title: 'Größenübersicht 日本語' });
    expect(await found({ query: 'GRÖSSE' })).toEqual([]);
    expect(await found({ query: 'GRÖßen' })).toEqual(['globex/tax-tables']);
    expect(await found({ query: '日本' })).toEqual(['globex/tax-tables']);
  });

  it.each([
    `':* & !(|`,
    `"unbalanced`,
    `\\'; drop table package; --`,
    'q & z | !x <-> y',
    '%_%',
    '\u0001\u202e\ufeff',
    'ü'.repeat(1000),
    '日'.repeat(1000),
    'xq '.repeat(333),
    '(((((((((('.repeat(100),
  ])('that are odd find nothing, and are no error: %j', async (query) => {
    expect(await found({ query })).toEqual([]);
  });

  it('of any kind are answered', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        const { status, body } = await market.call('acme-viewer', 'search_packages', { query });
        if (query.includes('\u0000')) expect([status, Object.keys(body.details)]).toEqual([422, ['query']]);
        else expect([status, Array.isArray(body.packages)]).toEqual([200, true]);
      }),
      { numRuns: 150 },
    );
  });

  it('too many are refused', async () => {
    const { status, body } = await market.call('acme-viewer', 'search_packages', { query: 'x'.repeat(1001) });
    expect([status, body.code, Object.keys(body.details)]).toEqual([422, 'VALIDATION_ERROR', ['query']]);
  });
});
