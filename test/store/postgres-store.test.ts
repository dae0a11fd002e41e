import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import type { Store } from '../../runtime/host.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { listen, type Notices } from '../../runtime/store/postgres/notices.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresStore } from '../../runtime/store/postgres/postgres-store.js';
import { SWITCHES_CHANNEL, setSwitch } from '../../runtime/store/postgres/switches.js';
import { soon } from '../soon.js';
import { type KernelDatabase, kernelDatabase, principalIn } from './kernel.js';

const at = new Date('2026-11-21T12:00:00.123Z');

function row(change: Partial<AuditRow> = {}): AuditRow {
  return {
    id: `aud_${'b'.repeat(24)}`,
    parentId: `aud_${'c'.repeat(24)}`,
    at,
    traceId: 'a'.repeat(32),
    spanId: 'd'.repeat(16),
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
    dryRun: true,
    replayed: true,
    facts: ['a fact'],
    systemReasons: ['a reason'],
    ...change,
  };
}

/** As it stands in the table. */
function stored(change: object = {}): object {
  return {
    id: `aud_${'b'.repeat(24)}`,
    parent_id: `aud_${'c'.repeat(24)}`,
    at,
    trace_id: 'a'.repeat(32),
    span_id: 'd'.repeat(16),
    principal_id: 'person_1',
    connection_id: 'key_1',
    tenant_id: 'acme',
    wire: 'mcp',
    tool: 'add_note',
    action: null,
    write_mode: 'create',
    arguments: { text: 'hello' },
    outcome: 'ok',
    gate: null,
    duration_ms: 1.5,
    dry_run: true,
    replayed: true,
    facts: ['a fact'],
    system_reasons: ['a reason'],
    address: null,
    repeats: 1,
    ...change,
  };
}

let db: KernelDatabase;
let notices: Notices;
let store: Store<ReturnType<typeof createPool>>;
let errors: string[];

beforeEach(async () => {
  db = await kernelDatabase(1);
  errors = [];
  notices = listen(db.connection, [SWITCHES_CHANNEL], () => {});
  await notices.ready();
  store = createPostgresStore({
    knex: createPool(db.connection, 1),
    notices,
    onError: (error) => errors.push(error.message),
    now: () => at,
  }) as typeof store;
});

afterEach(async () => {
  await store.close();
  await db.drop();
});

const audit = (): Promise<unknown[]> => db.knex('toolwright.audit').orderBy('at').orderBy('tool').select('*');

describe('the audit of a write', () => {
  const options = { write: true, signal: new AbortController().signal };

  it('stands or falls with its transaction', async () => {
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    await database.transaction(principalIn('acme'), options, (handle) => store.auditInTransaction(handle, row()));
    const failing = database.transaction(principalIn('acme'), options, async (handle) => {
      await store.auditInTransaction(handle, row({ tool: 'lost' }));
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    expect(await audit()).toEqual([stored()]);
  });

  it.each([
    ['read', 'SELECT * FROM toolwright.audit'],
    ['changed', `UPDATE toolwright.audit SET outcome = 'ok'`],
    ['removed', 'DELETE FROM toolwright.audit'],
  ])('cannot be %s by a call', async (_, sql) => {
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const call = database.transaction(principalIn('acme'), options, (handle) => handle.raw(sql));
    await expect(call).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot speak of another connection', async () => {
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const call = database.transaction(principalIn('acme'), options, (handle) =>
      store.auditInTransaction(handle, row({ connectionId: 'key_2' })),
    );
    await expect(call).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the audit behind the calls', () => {
  it('is written without being asked', async () => {
    store.auditLater(row());
    await soon(async () => expect(await audit()).toEqual([stored()]));
  });

  it('is written out when the store closes, however much waits', async () => {
    for (let index = 0; index < 1234; index += 1) store.auditLater(row({ tool: `tool_${index}` }));
    await store.close();
    expect(await db.knex('toolwright.audit').countDistinct({ tools: 'tool' }).first()).toEqual({ tools: 1234 });
    expect(errors).toEqual([]);
  });

  it('takes text that jsonb does not know, and keeps everything else as it was', async () => {
    store.auditLater(
      row({
        arguments: {
          'a\0b': 'c\0\0d',
          half: '\ud83d!',
          whole: '😀',
          slash: '\\u0000',
        },
      }),
    );
    await store.close();
    const kept = {
      'a\ufffdb': 'c\ufffd\ufffdd',
      half: '\ufffd!',
      whole: '😀',
      slash: '\\u0000',
    };
    expect(await audit()).toEqual([stored({ arguments: kept })]);
  });

  it('loses only the arguments of a row that cannot be stored, and reports it', async () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    store.auditLater(row({ tool: 'a' }));
    store.auditLater(row({ tool: 'b', arguments: deep }));
    store.auditLater(row({ tool: 'c' }));
    await store.close();
    expect(await audit()).toEqual([
      stored({ tool: 'a' }),
      stored({ tool: 'b', arguments: null }),
      stored({ tool: 'c' }),
    ]);
    expect(errors).toHaveLength(1);
  });

  it('reports a failure and tries again', async () => {
    await db.knex.raw('ALTER TABLE toolwright.audit RENAME TO away');
    store.auditLater(row());
    await soon(() => expect(errors.filter((error) => /INSERT INTO toolwright.audit/.test(error))).toHaveLength(1));
    await db.knex.raw('ALTER TABLE toolwright.away RENAME TO audit');
    await soon(async () => expect(await audit()).toEqual([stored()]));
  });
});

describe('refusals of unknown callers', () => {
  const refuse = (address: string, times: number) => {
    for (let time = 0; time < times; time += 1) {
      store.auditUnauthenticated?.({
        address,
        wire: 'rest',
        code: 'UNAUTHORIZED',
        traceId: 'b'.repeat(32),
      });
    }
  };

  it('are told one by one up to 20 a minute and address, then counted', async () => {
    refuse('192.0.2.1', 20);
    refuse('192.0.2.2', 1020);
    await store.close();
    const rows = await db
      .knex('toolwright.audit')
      .groupBy('address', 'repeats')
      .orderBy(['address', 'repeats'])
      .select('address', 'repeats')
      .count({ rows: '*' });
    expect(rows).toEqual([
      { address: '192.0.2.1', repeats: 1, rows: 20 },
      { address: '192.0.2.2', repeats: 1, rows: 20 },
      { address: '192.0.2.2', repeats: 1000, rows: 1 },
    ]);
  });

  it('are rows about nobody', async () => {
    refuse('192.0.2.1', 1);
    await store.close();
    expect(await audit()).toEqual([
      stored({
        trace_id: 'b'.repeat(32),
        principal_id: null,
        connection_id: null,
        tenant_id: null,
        wire: 'rest',
        tool: null,
        write_mode: null,
        arguments: null,
        outcome: 'UNAUTHORIZED',
        id: expect.stringMatching(/^aud_[0-9a-f]{24}$/),
        parent_id: null,
        span_id: null,
        duration_ms: 0,
        dry_run: false,
        replayed: false,
        facts: [],
        system_reasons: [],
        address: '192.0.2.1',
      }),
    ]);
  });
});

describe('the switches', () => {
  const all = { writes: true, enabled: true, disabledTools: new Set() };

  it('are on until they are turned', async () => {
    expect(await store.switches()).toEqual(all);
    await setSwitch(db.knex, 'tool:add_note', false);
    await setSwitch(db.knex, 'server', false);
    await setSwitch(db.knex, 'writes', false);
    const off = {
      writes: false,
      enabled: false,
      disabledTools: new Set(['add_note']),
    };
    await soon(async () => expect(await store.switches()).toEqual(off));
    for (const name of ['tool:add_note', 'server', 'writes'] as const) await setSwitch(db.knex, name, true);
    await soon(async () => expect(await store.switches()).toEqual(all));
  });

  it('are read from memory while notices are heard, and each time when not', async () => {
    await store.switches();
    await db.knex.raw('ALTER TABLE toolwright.switch DISABLE TRIGGER switch_notice');
    await setSwitch(db.knex, 'writes', false);
    expect(await store.switches()).toEqual(all);
    await notices.close();
    expect(await store.switches()).toEqual({ ...all, writes: false });
  });
});

describe('a store that is asked whether it can serve', () => {
  it('says yes when it can, and why not in a sentence', async () => {
    await expect(store.ready()).resolves.toBeUndefined();
    await db.knex.raw('ALTER TABLE toolwright.migration RENAME TO away');
    await expect(store.ready()).rejects.toThrow(
      /^The database does not answer as it should: .*relation "toolwright.migration" does not exist.* Is it up and migrated\?$/,
    );
  });
});

describe('the upkeep', () => {
  it('goes on where one of its duties fails, and reports it', async () => {
    await store.close();
    await db.knex.raw('ALTER TABLE toolwright.connection_state RENAME TO away');
    await db.knex.raw(
      `INSERT INTO toolwright.stored_result (id, principal_id, connection_id, tenant_id, tool, sealed, expires_at)
       VALUES ('r1', 'person_1', 'key_1', 'acme', 'list_notes', '', ?)`,
      [new Date(at.getTime() - 1)],
    );
    notices = listen(db.connection, [SWITCHES_CHANNEL], () => {});
    await notices.ready();
    store = createPostgresStore({
      knex: createPool(db.connection, 1),
      notices,
      onError: (error) => errors.push(error.message),
      now: () => at,
    }) as typeof store;
    await soon(async () => expect(await db.knex('toolwright.stored_result').select('id')).toEqual([]));
    expect(errors).toEqual([expect.stringContaining('relation "toolwright.connection_state" does not exist')]);
  });
});
