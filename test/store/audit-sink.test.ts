import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditRecord, type AuditSink, feedSinks } from '../../runtime/store/audit-sink.js';
import { createJsonLinesSink } from '../../runtime/store/json-lines-sink.js';
import { leaveForServers } from '../../runtime/store/postgres/audit-of-commands.js';
import { insertAudit } from '../../runtime/store/postgres/audit-record.js';
import { CHANNELS } from '../../runtime/store/postgres/changes.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { listen } from '../../runtime/store/postgres/notices.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresStore } from '../../runtime/store/postgres/postgres-store.js';
import { soon } from '../soon.js';
import { kernelDatabase, principalIn } from './kernel.js';

function record(id: string): AuditRecord {
  return {
    id,
    parentId: null,
    at: new Date('2026-11-21T12:00:00.123Z'),
    traceId: 'a'.repeat(32),
    spanId: null,
    principalId: 'person_1',
    connectionId: 'key_1',
    tenantId: 'acme',
    wire: 'mcp',
    tool: 'add_note',
    action: null,
    writeMode: 'create',
    arguments: { text: 'hello' },
    outcome: 'ok',
    gate: null,
    durationMs: 1.5,
    dryRun: false,
    replayed: false,
    facts: [],
    systemReasons: [],
    address: null,
    repeats: 1,
  };
}

/** A sink that keeps what it gets, and is away as long as told. */
function sinkOf(name = 'siem') {
  const state = { away: false, got: [] as string[], batches: [] as number[], tries: 0 };
  const sink: AuditSink = {
    name,
    async write(rows) {
      state.tries += 1;
      if (state.away) throw new Error(`${name} is away`);
      state.batches.push(rows.length);
      state.got.push(...rows.map(({ id }) => id));
    },
  };
  return { sink, state };
}

describe('sinks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('get every row, in order and in batches', async () => {
    const { sink, state } = sinkOf();
    const feed = feedSinks([sink], () => {});
    const ids = Array.from({ length: 450 }, (_, index) => `aud_${index}`);
    for (const id of ids) feed.add(record(id));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state.got).toEqual(ids);
    expect(state.batches).toEqual([200, 200, 50]);
  });

  it('that are away are tried again, ever more rarely, hold up no other, and get everything in the end', async () => {
    const [far, near] = [sinkOf('far'), sinkOf('near')];
    const errors: string[] = [];
    const feed = feedSinks([far.sink, near.sink], (error) => errors.push(error.message));
    far.state.away = true;
    feed.add(record('aud_1'));
    await vi.advanceTimersByTimeAsync(200);
    feed.add(record('aud_2'));
    await vi.advanceTimersByTimeAsync(200);
    expect(near.state.got).toEqual(['aud_1', 'aud_2']);
    expect(far.state.tries).toBe(1);
    await vi.advanceTimersByTimeAsync(800);
    expect(far.state.tries).toBe(2);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(far.state.tries).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(far.state.tries).toBe(3);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(far.state.tries).toBeLessThan(20);
    far.state.away = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(far.state.got).toEqual(['aud_1', 'aud_2']);
    expect(new Set(errors)).toEqual(new Set(['far is away']));
  });

  it('that stay away cost no more memory than 10,000 rows; the oldest are given up, and that is reported', async () => {
    const { sink, state } = sinkOf();
    const errors: string[] = [];
    const feed = feedSinks([sink], (error) => errors.push(error.message));
    state.away = true;
    for (let index = 0; index < 10_003; index += 1) feed.add(record(`aud_${index}`));
    await vi.advanceTimersByTimeAsync(1_000);
    state.away = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(state.got).toHaveLength(10_000);
    expect(state.got.at(-1)).toBe('aud_10002');
    expect(errors.filter((error) => /given up/.test(error)).join()).toMatch(
      /audit rows were given up: more than 10000 wait for the sink 'siem'/,
    );
  });

  it('get what waits when the store closes; what they do not take then is reported', async () => {
    const [near, far] = [sinkOf('near'), sinkOf('far')];
    far.state.away = true;
    const errors: string[] = [];
    const feed = feedSinks([near.sink, far.sink], (error) => errors.push(error.message));
    for (let index = 0; index < 450; index += 1) feed.add(record(`aud_${index}`));
    await feed.close();
    expect(near.state.got).toHaveLength(450);
    expect(errors).toContain('450 audit rows could not be written before closing.');
  });
});

describe('a file of JSON lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-sink-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has a line for each row, is for its owner alone, and may be moved away', async () => {
    const file = join(folder, 'audit.jsonl');
    const sink = createJsonLinesSink({ file });
    await sink.write([record('aud_1'), record('aud_2')]);
    renameSync(file, `${file}.1`);
    await sink.write([record('aud_3')]);
    const lines = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);
    expect(lines(`${file}.1`).map((line) => JSON.parse(line))).toEqual([
      { event: 'audit', ...record('aud_1'), at: '2026-11-21T12:00:00.123Z' },
      { event: 'audit', ...record('aud_2'), at: '2026-11-21T12:00:00.123Z' },
    ]);
    expect(lines(file)).toHaveLength(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the PostgreSQL store', () => {
  const options = { write: true, signal: new AbortController().signal };

  it('feeds its sinks what is durable: committed writes, reads, and unknown callers', async () => {
    const db = await kernelDatabase(1);
    const notices = listen(db.connection, CHANNELS, () => {});
    await notices.ready();
    const { sink, state } = sinkOf();
    const knex = createPool(db.connection, 1);
    const store = createPostgresStore({ knex, notices, onError: () => {}, auditSinks: [sink] });
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    await database.transaction(principalIn('acme'), options, async (handle) => {
      await store.auditInTransaction(handle, { ...record('aud_written'), tool: 'add_note' });
      await soon(() => expect(state.got).toEqual([]));
    });
    const failing = database.transaction(principalIn('acme'), options, async (handle) => {
      await store.auditInTransaction(handle, { ...record('aud_lost'), tool: 'add_note' });
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    store.auditLater({ ...record('aud_read'), tool: 'get_note' });
    store.auditUnauthenticated?.({ address: '192.0.2.1', wire: 'rest', code: 'UNAUTHORIZED', traceId: 'b'.repeat(32) });
    await store.close();
    expect(state.got.toSorted()).toEqual(
      [expect.stringMatching(/^aud_[0-9a-f]{24}$/), 'aud_read', 'aud_written'].toSorted(),
    );
    await db.drop();
  });

  it('feeds what commands have left to the sinks of one process, what was left while none ran as well', async () => {
    const db = await kernelDatabase(1);
    const leave = (id: string) =>
      db.knex.transaction(async (transaction) => {
        const row = { ...record(id), wire: 'cli' as const, at: new Date() };
        await insertAudit(transaction, [row]);
        await leaveForServers(transaction, row);
      });
    await leave('aud_before');
    const open = async (auditSinks: readonly AuditSink[]) => {
      const notices = listen(db.connection, CHANNELS, () => {});
      await notices.ready();
      return createPostgresStore({ knex: createPool(db.connection, 1), notices, onError: () => {}, auditSinks });
    };
    const [one, two] = [sinkOf('one'), sinkOf('two')];
    const deaf = await open([]);
    const stores = await Promise.all([open([one.sink]), open([two.sink])]);
    await leave('aud_meanwhile');
    await soon(() => expect([...one.state.got, ...two.state.got]).toContain('aud_meanwhile'));
    await Promise.all([deaf, ...stores].map((store) => store.close()));
    expect([...one.state.got, ...two.state.got].toSorted()).toEqual(['aud_before', 'aud_meanwhile']);
    expect(await db.knex('toolwright.audit_from_command').select('*')).toEqual([]);
    await db.drop();
  });
});
