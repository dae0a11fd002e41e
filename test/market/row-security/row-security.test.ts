import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';
import { addNeighbours } from './neighbours.js';
import { type Guarded, guarded } from './tables.js';
import { type Viewer, viewers } from './viewers.js';

/**
 * A resolver made to forget its where-clause, in the place of update_org, run through the whole pipeline. For every table
 * and every kind of organization: what its owner may see, and that no write touches another's row.
 */
let forgetful: (db: Knex.Transaction) => Promise<unknown>;
let seen: unknown;
let market: Market;
beforeAll(async () => {
  market = await openMarket({
    // Nothing is sent, renewed or forgotten behind the test's back.
    options: { work: false },
    replace: {
      update_org: async (_input, ctx) => {
        const db = (await ctx.db()) as Knex.Transaction;
        seen = await forgetful(db).catch((error: unknown) => error);
        throw new Error('Enough seen: roll back.');
      },
    },
  });
  await addNeighbours(market.db);
});
afterAll(() => market.close());

async function as({ principal }: Viewer, run: (db: Knex.Transaction) => Promise<unknown>): Promise<unknown> {
  forgetful = run;
  seen = undefined;
  const { body } = await market.call(principal, 'update_org', { contact_email: 'who@example.com' });
  expect(body.code).toBe('INTERNAL_ERROR');
  return seen;
}

/** Keys of the rows for which something holds, as the tables' owner finds them. */
async function keysWhere({ table }: Guarded, holds: string, { org, customer }: Viewer): Promise<readonly string[]> {
  const rows = await market.db(`${table} as t`).whereRaw(`(${holds})`, { org, me: customer }).select(keyOf(table));
  return rows.map(({ key }) => key).sort();
}

/** A row by its content: not every key may be read by its primary key alone. */
function keyOf(table: string): Knex.Raw {
  return market.db.raw(`md5((${table === 'customer' ? `t.id` : 't'})::text) as key`);
}

const denied = /row-level security|permission denied/;
const cases = viewers.flatMap((viewer) =>
  guarded.map((each) => ({ viewer, each, name: `${viewer.principal}: ${each.table}` })),
);

describe('a resolver that forgets its where-clause', () => {
  it('is tried on every table there is, all of them under forced row-level security', async () => {
    const { rows } = await market.db.raw(`
      select relname, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname !~ 'migration' order by relname`);
    const tables = guarded.map(({ table }) => ({ relname: table, forced: true }));
    expect(rows).toEqual(tables.sort((a, b) => (a.relname < b.relname ? -1 : 1)));
  });

  it.each(cases)('sees what is its own to see, as $name', async ({ viewer, each }) => {
    const found = await as(viewer, (db) => db(`${each.table} as t`).select(keyOf(each.table)));
    if (each.seen === null) {
      expect((found as Error).message).toMatch(/permission denied/);
      expect(await keysWhere(each, 'true', viewer)).not.toEqual([]);
      return;
    }
    const keys = (found as { key: string }[]).map(({ key }) => key).sort();
    expect(keys).toEqual(await keysWhere(each, each.seen ?? each.mine, viewer));
  });

  it.each(guarded)('has rows of $table to hide, or shows all to everybody', async (each) => {
    const all = await Promise.all(viewers.map((viewer) => keysWhere(each, `not (${each.seen ?? each.mine})`, viewer)));
    expect(all.some((hidden) => hidden.length > 0)).toBe(each.seen !== 'true');
  });

  it.each(cases)('changes no other’s row, as $name', async ({ viewer, each }) => {
    await unharmed(viewer, each, (db) => db(each.table).update(each.spoil));
  });

  it.each(cases)('deletes no other’s row, as $name', async ({ viewer, each }) => {
    await unharmed(viewer, each, (db) => db(each.table).delete());
  });

  it.each(cases)('inserts no row for another, as $name', async ({ viewer, each }) => {
    const refusal = await as(viewer, (db) => db(each.table).insert(each.foreign(viewer.other)));
    expect(refusal).toBeInstanceOf(Error);
    expect((refusal as Error).message).toMatch(denied);
  });

  it.each(viewers)('moves no row to another tenant, as $principal', async (viewer) => {
    for (const table of ['project', 'membership', 'invite', 'cart', 'billing_address', 'webhook_endpoint']) {
      const refusal = await as(viewer, async (db) => {
        if ((await db(table).update({ organization_id: viewer.other.org })) === 0) throw new Error('permission denied');
      });
      expect((refusal as Error).message).toMatch(denied);
    }
  });

  it('reads no password', async () => {
    const refusal = await as(viewers[0]!, (db) => db('customer').select('password_hash'));
    expect((refusal as Error).message).toMatch(/permission denied/);
  });

  it('joins no organization by itself', async () => {
    const refusal = await as(viewers[0]!, async (db) => {
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

/** Runs a statement without a where-clause, and compares what others have, from within, before the rollback. */
async function unharmed(
  viewer: Viewer,
  { table, mine }: Guarded,
  statement: (db: Knex.Transaction) => Promise<unknown>,
): Promise<void> {
  const others = (db: Knex) =>
    db(`${table} as t`)
      .whereRaw(`not (${mine})`, { org: viewer.org, me: viewer.customer })
      .select(db.raw(`count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as content`))
      .first();
  const before = await others(market.db);
  const after = await as(viewer, async (db) => {
    await statement(db);
    await db.raw('reset role');
    return others(db);
  });
  if (after instanceof Error) expect(after.message).toMatch(denied);
  else expect(after).toEqual(before);
}
