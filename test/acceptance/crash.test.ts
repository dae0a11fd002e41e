import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { afterEach, expect, it } from 'vitest';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { openOutside } from '../language/outside.js';
import { languageTemplate } from '../language/start.js';
import { cloneDemo } from '../market/market.js';
import { seed } from '../seed.js';
import { cloneDatabase, type TestDatabase } from '../store/cluster.js';
import { bundled } from './bundled.js';
import { type ServerProcess, startProcess } from './server-process.js';

const CALLERS = 4;

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Call {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Makes all calls, each sent again under its key until it is answered, while the server is killed over and over. */
async function callThroughCrashes(program: string, key: string, calls: readonly Call[], environment: Environment) {
  const chance = random(seed);
  const script = fileURLToPath(new URL('./crashing-server.ts', import.meta.url));
  const start = async () => startProcess(process.cwd(), [await bundled(script), program], environment, /ready\n/);
  let server: ServerProcess = await start();
  let answered = 0;
  let crashes = 0;
  /** Whether new calls are begun: while the next server starts, the one in use would be done with all of them. */
  let open = false;
  closing.push(() => server.stop('SIGKILL'));
  const answers = new Map<Call, unknown>();
  const left = calls.map((call) => ({ ...call, input: { ...call.input, idempotency_key: randomUUID() } }));

  async function send({ tool, input }: Call): Promise<unknown> {
    for (;;) {
      const response = await fetch(`${server.url}/mcp/tools/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tool, arguments: input }),
      }).catch(() => null);
      const body = await response?.json().catch(() => null);
      if (response?.status === 200 && body !== null) return body;
      const mayPass = response === null || body === null || response?.status === 500 || body?.in_progress === true;
      if (!mayPass)
        throw new Error(`${tool} ${JSON.stringify(input)} answers ${response?.status} ${JSON.stringify(body)}`);
      await delay(10);
    }
  }
  async function caller(): Promise<void> {
    for (let call = left.shift(); call; call = left.shift()) {
      while (!open) await delay(5);
      answers.set(call, await send(call));
      answered += 1;
    }
  }
  /** The next server is up before the one in use is killed: it takes over what that one leaves, at once. */
  async function killer(): Promise<void> {
    for (let next = await start(); answered < calls.length; next = await start()) {
      closing.push(() => next.stop('SIGKILL'));
      const until = Math.min(answered + 8 + Math.floor(chance() * 24), calls.length);
      open = true;
      while (answered < until) await delay(1);
      await delay(chance() * 12);
      const killed = server;
      server = next;
      await killed.stop('SIGKILL');
      crashes += 1;
      open = false;
    }
  }
  await Promise.all([killer(), ...Array.from({ length: CALLERS }, caller)]);
  for (const [call, answer] of answers) expect(await send(call)).toEqual(answer);
  return { crashes, answered };
}

type Environment = Readonly<Record<string, string>>;

/** How many rows of the audit say that a call was done, by its key. */
async function doneByKey(db: Knex): Promise<readonly number[]> {
  const { rows } = await db.raw(
    `select count(*)::int as times from toolwright.audit
     where outcome = 'ok' and not replayed and arguments ? 'idempotency_key' group by arguments ->> 'idempotency_key'`.replace(
      ' ? ',
      ' \\? ',
    ),
  );
  return rows.map(({ times }: { times: number }) => times);
}

async function openDatabase(database: TestDatabase): Promise<Knex> {
  closing.push(() => database.drop());
  const db = createPool(database.connection, 2);
  closing.push(() => db.destroy());
  return db;
}

it(`does each of 100 writes of the marketplace once, whenever it is killed (SEED=${seed})`, async () => {
  const database = await cloneDemo();
  const db = await openDatabase(database);
  const before = Number((await db('project').count().first())?.count);
  const calls = Array.from({ length: 100 }, (_, index): Call => {
    if (index % 2 === 0) return { tool: 'create_project', input: { name: `Crash ${index}` } };
    return { tool: 'update_project', input: { project_id: 'prj_demo_storefront', note: `Crash ${index}` } };
  });
  const environment = { DATABASE_URL: database.url, OUTSIDE_URL: '' };
  const { crashes, answered } = await callThroughCrashes('marketplace', demoKey('acme-owner'), calls, environment);

  expect(crashes).toBeGreaterThan(2);
  expect(answered).toBe(100);
  expect(Number((await db('project').count().first())?.count) - before).toBe(50);
  const storefront = await db('project').where({ id: 'prj_demo_storefront' }).first('row_version');
  expect(storefront).toEqual({ row_version: 51 });
  expect(await doneByKey(db)).toEqual(Array(100).fill(1));
});

it(`has each of 100 outward effects once, whenever it is killed (SEED=${seed})`, async () => {
  const database = await cloneDatabase(await languageTemplate());
  const db = await openDatabase(database);
  const pauses = random(seed + 1);
  const outside = await openOutside(() => delay(pauses() * 8));
  closing.push(outside.close);
  const bills = Array.from({ length: 50 }, (_, nth) => ({
    id: `bil_crash_${nth}`,
    team_id: 'team_blue',
    payee: `P${nth}`,
    cents: 1,
  }));
  await db('bill').insert(bills);
  const { key } = await createApiKey(db, {
    ...{ principalId: 'per_blue_lead', name: 'Crash', scopes: ['mcp:read', 'mcp:write'], tools: null, writes: true },
    ...{ confirm: 'waived', allTenants: false, tenants: ['team_blue'], expiresAt: null },
  });
  const calls = bills.flatMap(({ id, payee }): Call[] => [
    { tool: 'settle_bill', input: { action: 'pay', bill_id: id } },
    { tool: 'write_letter', input: { payee, text: 'Paid.' } },
  ]);
  const environment = { DATABASE_URL: database.url, OUTSIDE_URL: outside.url };
  const { crashes, answered } = await callThroughCrashes('language', key, calls, environment);

  expect(crashes).toBeGreaterThan(2);
  expect(answered).toBe(100);
  expect([outside.faults.had('bank'), outside.faults.had('mail')]).toEqual([50, 50]);
  const paid = await db('bill').where({ status: 'paid' }).whereLike('id', 'bil_crash_%').count().first();
  expect(paid).toEqual({ count: 50 });
  expect(await doneByKey(db)).toEqual(Array(100).fill(1));
});
