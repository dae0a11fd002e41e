import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usageText } from '../../runtime/commands/usage-text.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { MOST_TENANTS } from '../../runtime/store/usage.js';
import { keep, record } from '../activity/rows.js';
import { cloneDatabase, type TestDatabase } from '../store/cluster.js';
import { type KernelDatabase, kernelDatabase } from '../store/kernel.js';

const root = new URL('../..', import.meta.url).pathname;
let folder: string;
let db: KernelDatabase;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function urlOf({ connection }: Pick<TestDatabase, 'connection'>): string {
  const { user, host, port, database } = connection;
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

function stats(argv: readonly string[], url = urlOf(db)): Ended {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=toolwright-source', '--import', 'tsx', join(root, 'generator/main.ts'), 'stats', ...argv],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, DATABASE_URL: url, NODE_NO_WARNINGS: '1' } },
  );
  return { status, stdout, stderr };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tw-stats-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', type: 'module' }));
  mkdirSync(join(folder, 'generated'));
  writeFileSync(
    join(folder, 'generated/surface.lock'),
    JSON.stringify({ list_notes: {}, add_note: {}, idle_note: {} }),
  );
  db = await kernelDatabase(1);
  await keep(db.knex, [
    record({ at: new Date('2026-11-20T08:00:00Z'), durationMs: 4 }),
    record({ durationMs: 1_500, outcome: 'NOT_FOUND', gate: 'run' }),
    ...Array.from({ length: 1_200 }, () => record({ durationMs: 12, tenantId: 'globex' })),
    record({ tool: 'add_note', outcome: 'FORBIDDEN', gate: 'privilege' }),
    record({ tool: 'add_note', dryRun: true }),
    record({ tool: `${'long_'.repeat(20)}name`, durationMs: 3, tenantId: `org_${'x'.repeat(90)}` }),
    record({ wire: 'web', tool: 'POST /account/sign-in' }),
  ]);
});

afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const span = ['--from', '2026-11-20', '--until', '2026-11-21'];

describe('toolwright stats', { timeout: 120_000 }, () => {
  it('prints a report that is read at 80 columns', () => {
    const { status, stdout, stderr } = stats(span);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    // Whether its days are over, and still kept, the clock decides.
    const report = stdout.replace(/^(?:.* (?:is not over yet|are still to come|are no longer kept)\.\n)+/m, '');
    expect(report).toBe(`Usage from 2026-11-20 to 2026-11-21 (UTC)

Calls    1,204
Done     1,202
Failed   1, < 0.1 % of what was let through
Refused  1
Asked    0
Took     p50 12 ms, p95 12 ms, p99 12 ms

By day
day         calls  refused  failed   errors     p50     p95     p99
2026-11-20      1        0       0      0 %  4.0 ms  4.0 ms  4.0 ms
2026-11-21  1,203        1       1  < 0.1 %   12 ms   12 ms   12 ms

Most called
tool                     calls  refused  failed   errors     p50     p95     p99
list_notes               1,202        0       1  < 0.1 %   12 ms   12 ms   12 ms
add_note                     1        1       0        –       –       –       –
long_long_long_long_lo…      1        0       0      0 %  3.0 ms  3.0 ms  3.0 ms

Most failing
tool        failed   errors  with
list_notes       1  < 0.1 %  NOT_FOUND 1

Refused by
gate       because                     calls
privilege  the role does not allow it      1

By tenant
tenant                                            calls  refused  failed  errors
globex                                            1,200        0       0     0 %
acme                                                  3        1       1  50.0 %
org_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…      1        0       0     0 %

In none of these figures
what      number
dry runs       1
`);
  });

  it('says of the days what their figures cannot have', () => {
    const { stdout } = stats(['--days', '2']);
    expect(stdout).toMatch(/^Usage from \S+ to (\S+) \(UTC\)\n\1 is not over yet\.\n\nCalls /);
  });

  it('prints everything as JSON', () => {
    const { status, stdout } = stats([...span, '--format', 'json', '--tenant', 'acme']);
    expect(status).toBe(0);
    const [four, slow] = [
      { p50: 4, p95: 4, p99: 4 },
      { p50: 1_500, p95: 1_500, p99: 1_500 },
    ];
    expect(JSON.parse(stdout)).toEqual({
      span: { from: '2026-11-20', until: '2026-11-21', tenantId: 'acme' },
      total: {
        ...{ calls: 3, ok: 1, asked: 0, refused: 1, failed: 1, errorRate: 0.5 },
        latency: { p50: 752, p95: 1_425.2, p99: 1_485.04 },
      },
      apart: { unknown: 0, steps: 0, dryRuns: 1, replayed: 0 },
      gates: [{ gate: 'privilege', calls: 1 }],
      tools: [
        {
          ...{ tool: 'list_notes', calls: 2, ok: 1, asked: 0, refused: 0, failed: 1, errorRate: 0.5 },
          latency: { p50: 752, p95: 1_425.2, p99: 1_485.04 },
          codes: [{ code: 'NOT_FOUND', calls: 1 }],
        },
        {
          ...{ tool: 'add_note', calls: 1, ok: 0, asked: 0, refused: 1, failed: 0, errorRate: null },
          ...{ latency: null, codes: [] },
        },
      ],
      tenants: [{ tenantId: 'acme', calls: 3, ok: 1, asked: 0, refused: 1, failed: 1, errorRate: 0.5 }],
      moreTenants: 0,
      days: [
        { day: '2026-11-20', calls: 1, ok: 1, asked: 0, refused: 0, failed: 0, errorRate: 0, latency: four },
        { day: '2026-11-21', calls: 2, ok: 0, asked: 0, refused: 1, failed: 1, errorRate: 1, latency: slow },
      ],
    });
  });

  it('prints everything as one table of CSV', () => {
    const { status, stdout } = stats([...span, '--format', 'csv', '--tool', 'list_notes']);
    expect(status).toBe(0);
    const figures = ['calls', 'ok', 'asked', 'refused', 'failed', 'error rate', 'p50 ms', 'p95 ms', 'p99 ms'];
    const lines: string[][] = parse(stdout);
    expect(lines.map((line) => line.join(','))).toEqual([
      ['by', 'key', ...figures, 'codes'].join(','),
      `total,,1202,1201,0,0,1,${1 / 1202},12,12,12,`,
      'day,2026-11-20,1,1,0,0,0,0,4,4,4,',
      `day,2026-11-21,1201,1200,0,0,1,${1 / 1201},12,12,12,`,
      `tool,list_notes,1202,1201,0,0,1,${1 / 1202},12,12,12,NOT_FOUND 1`,
      'tenant,globex,1200,1200,0,0,0,0,,,,',
      'tenant,acme,2,1,0,0,1,0.5,,,,',
      ...['unknown', 'steps', 'dry runs', 'replayed'].map((what) => `apart,${what},0,,,,,,,,,`),
    ]);
  });

  it('has nothing to tell of a tool that nobody has called, and names the tool that is meant', () => {
    const idle = stats([...span, '--tool', 'idle.note']);
    expect([idle.status, idle.stderr]).toEqual([0, '']);
    expect(idle.stdout).toMatch(/^Tool {4}idle_note\n(?:.*\n)?\nCalls {4}0\n/m);
    expect(stats([...span, '--tool', 'ad_note'])).toEqual({
      ...{ status: 1, stdout: '' },
      stderr: "There is no tool 'ad_note'. Did you mean 'add_note'?\n",
    });
  });

  it.each([
    [['--days', '91'], 'A report is of at most 90 days: the audit is not kept for longer.'],
    [['--from', '2026-02-30'], 'Write a day as 2026-11-21.'],
    [['--format', 'xml'], 'There are the formats text, json and csv.'],
    [['--tenant', ' '], 'It is empty. Leave the option out to have all of them.'],
    [['acme'], 'Too many arguments'],
  ])('refuses %j', (argv, told) => {
    const { status, stdout, stderr } = stats(argv);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(told);
  });

  it('explains itself, changes nothing and leaves no row', async () => {
    const { status, stdout } = stats(['--help']);
    expect(status).toBe(0);
    for (const option of ['--days', '--from', '--until', '--tenant', '--tool', '--format'])
      expect(stdout).toContain(option);
    expect(stdout).toContain('percentile_cont');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await db.knex('toolwright.audit').where({ wire: 'cli' })).length).toBe(0);
  });

  it('says how many of the tenants are in no format', async () => {
    const store = createMemoryStore({});
    for (let n = 0; n < MOST_TENANTS + 3; n += 1)
      store.auditLater({ ...record({ tenantId: `org_${n}` }), tool: 'idle_note' });
    const filter = { from: new Date('2026-11-21'), until: new Date('2026-11-22') };
    const usage = await store.usage?.(filter);
    expect(usage && usageText(filter, usage, [])).toContain('\nand 93 more: --format json has 90 of them');
    const few = usage && { ...usage, tenants: usage.tenants.slice(0, 12), moreTenants: 0 };
    expect(few && usageText(filter, few, [])).toContain('\nand 2 more: --format json has them');
  });

  it('says that a database is not set up', async () => {
    const empty = await cloneDatabase();
    try {
      expect(stats([], empty.url)).toEqual({
        ...{ status: 1, stdout: '' },
        stderr: 'The database is not set up yet. Run `npx toolwright migrate` first.\n',
      });
    } finally {
      await empty.drop();
    }
  });
});
