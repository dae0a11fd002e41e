import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

/**
 * A resolver made to forget its where-clause, in the place of list_projects and of create_project, run through the
 * whole pipeline as Acme's owner. For every table: what it may see, and that no write touches another tenant's row.
 */
let forgetful: (db: Knex.Transaction) => Promise<unknown>;
let market: Market;
beforeAll(async () => {
  market = await openMarket({
    replace: {
      create_project: async (_input, ctx) => {
        const db = (await ctx.db()) as Knex.Transaction;
        seen = await forgetful(db).catch((error: unknown) => error);
        throw new Error('Enough seen: roll back.');
      },
    },
  });
});
afterAll(() => market.close());

let seen: unknown;
async function asAcme(run: (db: Knex.Transaction) => Promise<unknown>): Promise<unknown> {
  forgetful = run;
  seen = undefined;
  const { body } = await market.call('acme-owner', 'create_project', { name: 'Whatever' });
  expect(body.code).toBe('INTERNAL_ERROR');
  return seen;
}

/** Of every table, the key, what Acme's owner may see of the demo, and a column to spoil. */
const acme = ['acme_owner', 'acme_admin', 'acme_developer', 'acme_billing', 'acme_viewer']
  .map((name) => `cus_demo_${name}`)
  .sort();
const tables: readonly {
  table: string;
  key: string;
  visible: readonly string[];
  spoil: object;
  foreign: () => object;
}[] = [
  {
    table: 'customer',
    key: 'id',
    visible: acme,
    spoil: { name: 'x' },
    foreign: () => ({ id: 'cus_intruder', email: 'i@example.com', name: 'I' }),
  },
  {
    table: 'organization',
    key: 'id',
    visible: ['org_demo_acme', 'org_demo_owner'],
    spoil: { name: 'x' },
    foreign: () => ({ id: 'org_intruder', name: 'I', created_by: 'cus_demo_globex_owner' }),
  },
  {
    table: 'membership',
    key: 'customer_id',
    visible: [...acme, 'cus_demo_acme_owner'].sort(),
    spoil: { role: 'admin' },
    foreign: () => ({ organization_id: 'org_demo_globex', customer_id: 'cus_demo_acme_owner', role: 'owner' }),
  },
  {
    table: 'invite',
    key: 'id',
    visible: ['inv_demo_acme_newcomer'],
    spoil: { role: 'owner' },
    foreign: () => ({
      id: 'inv_intruder',
      organization_id: 'org_demo_globex',
      email: 'acme-owner@example.com',
      role: 'owner',
      invited_by: 'cus_demo_acme_owner',
      invited_by_name: 'I',
      expires_at: '2099-01-01',
    }),
  },
  {
    table: 'vendor',
    key: 'id',
    visible: ['ven_demo_forge', 'ven_demo_globex', 'ven_demo_labs'],
    spoil: { name: 'x' },
    foreign: () => ({ id: 'ven_intruder', organization_id: 'org_demo_globex', name: 'I' }),
  },
  {
    table: 'package',
    key: 'id',
    visible: [
      'pkg_demo_builder',
      'pkg_demo_checkout',
      'pkg_demo_forms',
      'pkg_demo_import',
      'pkg_demo_mail',
      'pkg_demo_search',
      'pkg_demo_seo',
      'pkg_demo_tax',
    ],
    spoil: { price_minor: 1 },
    foreign: () => ({ id: 'pkg_intruder', vendor_id: 'ven_demo_forge', composer_name: 'forge/intruder', title: 'I' }),
  },
  {
    table: 'package_version',
    key: 'version',
    visible: ['0.1.0', '0.3.0', '0.9.2', '1.0.0', '1.1.0', '2.4.0', '2026.1', '3.0.0'],
    spoil: { version: '6.6.6' },
    foreign: () => ({ package_id: 'pkg_demo_seo', version: '6.6.6' }),
  },
  {
    table: 'project',
    key: 'id',
    visible: ['prj_demo_backoffice', 'prj_demo_storefront'],
    spoil: { note: 'x' },
    foreign: () => ({ id: 'prj_intruder', organization_id: 'org_demo_globex', name: 'I' }),
  },
  {
    table: 'project_credential',
    key: 'project_id',
    visible: ['prj_demo_storefront'],
    spoil: { revoked_at: '2026-01-01' },
    foreign: () => ({
      id: 'cre_intruder',
      project_id: 'prj_demo_portal',
      organization_id: 'org_demo_globex',
      public_key: 'p',
      private_key_sealed: 's',
      private_key_hash: 'h',
      revoked_at: '2026-01-01',
    }),
  },
  {
    table: 'licence',
    key: 'id',
    visible: ['lic_demo_checkout', 'lic_demo_search', 'lic_demo_seo'],
    spoil: { project_id: null },
    foreign: () => ({ id: 'lic_intruder', organization_id: 'org_demo_globex', package_id: 'pkg_demo_seo' }),
  },
  {
    table: 'customer_order',
    key: 'id',
    visible: ['ord_demo_1001', 'ord_demo_1002'],
    spoil: { status: 'refunded' },
    foreign: () => ({
      id: 'ord_intruder',
      organization_id: 'org_demo_globex',
      number: 'I',
      status: 'paid',
      currency: 'GBP',
      subtotal_minor: 0,
      total_minor: 0,
    }),
  },
  {
    table: 'order_line',
    key: 'id',
    visible: ['oln_demo_1', 'oln_demo_2', 'oln_demo_3'],
    spoil: { quantity: 1 },
    foreign: () => ({
      id: 'oln_intruder',
      order_id: 'ord_demo_1003',
      organization_id: 'org_demo_globex',
      package_id: 'pkg_demo_seo',
      quantity: 1,
      unit_minor: 0,
      total_minor: 0,
    }),
  },
  {
    table: 'invoice',
    key: 'id',
    visible: ['ivc_demo_1001', 'ivc_demo_1002'],
    spoil: { number: 'x' },
    foreign: () => ({
      id: 'ivc_intruder',
      order_id: 'ord_demo_1003',
      organization_id: 'org_demo_globex',
      number: 'I',
      currency: 'GBP',
      total_minor: 0,
    }),
  },
  {
    table: 'git_integration',
    key: 'id',
    visible: [],
    spoil: { reason: 'x' },
    foreign: () => ({
      id: 'git_intruder',
      customer_id: 'cus_demo_acme_admin',
      provider: 'github',
      status: 'pending',
      expires_at: '2099-01-01',
    }),
  },
];

describe('a resolver that forgets its where-clause', () => {
  it('is tried on every table there is, all of them under forced row-level security', async () => {
    const { rows } = await market.db.raw(`
      select relname, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname !~ 'migration' order by relname`);
    expect(rows).toEqual(
      tables.map(({ table }) => ({ relname: table, forced: true })).sort((a, b) => (a.relname < b.relname ? -1 : 1)),
    );
  });

  it.each(tables)('sees only its tenant’s rows of $table', async ({ table, key, visible }) => {
    const rows = (await asAcme((db) => db(table).select(key))) as Record<string, string>[];
    expect(rows.map((row) => row[key]).sort()).toEqual(visible);
  });

  it.each(tables)('changes no other tenant’s row of $table', async ({ table, spoil }) => {
    await unharmed(table, (db) => db(table).update(spoil));
  });

  it.each(tables)('deletes no other tenant’s row of $table', async ({ table }) => {
    await unharmed(table, (db) => db(table).delete());
  });

  it.each(tables)('inserts no row into $table for another tenant', async ({ table, foreign }) => {
    const refusal = await asAcme((db) => db(table).insert(foreign()));
    expect(refusal).toBeInstanceOf(Error);
    expect((refusal as Error).message).toMatch(/row-level security|permission denied/);
  });

  it('moves no row to another tenant', async () => {
    for (const table of ['project', 'membership', 'invite']) {
      const refusal = await asAcme((db) => db(table).update({ organization_id: 'org_demo_globex' }));
      expect((refusal as Error).message).toMatch(/row-level security|permission denied/);
    }
  });

  it('reads no password', async () => {
    const refusal = await asAcme((db) => db('customer').select('password_hash'));
    expect((refusal as Error).message).toMatch(/permission denied/);
  });

  it('joins no organization by itself', async () => {
    const refusal = await asAcme(async (db) => {
      await db('organization').insert({ id: 'org_mine', name: 'Mine', created_by: 'cus_demo_acme_owner' });
      await db('membership').insert({
        organization_id: 'org_mine',
        customer_id: 'cus_demo_globex_owner',
        role: 'owner',
      });
    });
    expect((refusal as Error).message).toMatch(/row-level security/);
  });
});

/** Runs a statement without a where-clause as Acme, and compares what others have, from within, before the rollback. */
async function unharmed(table: string, statement: (db: Knex.Transaction) => Promise<unknown>): Promise<void> {
  const others = `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as content from ${table} t where not (${ownRows[table] ?? 'organization_id'} = 'org_demo_acme')`;
  const before = (await market.db.raw(others)).rows[0];
  const after = await asAcme(async (db) => {
    await statement(db);
    await db.raw('reset role');
    return (await db.raw(others)).rows[0];
  });
  if (after instanceof Error) expect(after.message).toMatch(/permission denied|violates row-level security/);
  else expect(after).toEqual(before);
}

/** What makes a row one's own, where it is not its organization_id. Catalogue rows and people are nobody's here. */
const ownRows: Readonly<Record<string, string>> = {
  customer: `'none'`,
  organization: 'id',
  package: `'none'`,
  package_version: `'none'`,
  git_integration: `'none'`,
};
