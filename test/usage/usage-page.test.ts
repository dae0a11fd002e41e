import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { UsageTooSlow } from '../../runtime/store/usage.js';
import { readUsage } from '../../runtime/web/usage/read-usage.js';
import { keep, record } from '../activity/rows.js';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from '../web/visit.js';

let market: Market;
const visits = new Map<string, Visit>();
const path = '/account/staff/usage';

beforeAll(async () => {
  market = await openMarket();
  for (const principal of ['staff', 'acme-owner', 'forge-vendor']) {
    const visit = new Visit(market.url);
    expect((await visit.signIn(principal)).status).toBe(303);
    visits.set(principal, visit);
  }
});
afterAll(() => market?.close());
beforeEach(() => market.db('toolwright.audit').delete());

const visitOf = (principal: string): Visit => visits.get(principal) as Visit;

/** What the page says, without tags and the menu. */
async function show(query: string): Promise<{ status: number; html: string; words: string }> {
  const response = await visitOf('staff').send(path + query);
  const html = await response.text();
  const main = html.slice(html.indexOf('<main')).replaceAll('&#x3D;', '=');
  const words = main
    .replace(/<title>.*?<\/title>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return { status: response.status, html: main, words };
}

async function file(name: string): Promise<readonly Record<string, string>[]> {
  const response = await visitOf('staff').send(`${path}/${name}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return parse(await response.text(), { columns: true, bom: true });
}

/** Rows of three days, the last of them 2026-11-21. */
const rows = (): readonly AuditRecord[] => [
  record({ at: new Date('2026-11-19T10:00:00Z'), tool: 'get_cart', durationMs: 5, tenantId: 'org_demo_acme' }),
  ...Array.from({ length: 3 }, (_, n) =>
    record({ tool: 'list_projects', durationMs: 10 * (n + 1), tenantId: 'org_demo_acme' }),
  ),
  record({ tool: 'get_cart', durationMs: 2_500, tenantId: 'org_demo_globex', outcome: 'NOT_FOUND', gate: 'run' }),
  record({ tool: 'get_cart', tenantId: 'org_demo_globex', outcome: 'FORBIDDEN', gate: 'privilege' }),
  record({ tool: 'get_cart', tenantId: 'org_demo_globex', parentId: 'aud_1' }),
];
const asked = '?days=3&to=2026-11-21';

describe('the page of usage', () => {
  test('is for operators alone: for others there is nothing, and strangers come to it by signing in', async () => {
    for (const page of [path, `${path}/days.csv`, `${path}/tools.csv`]) {
      for (const principal of ['acme-owner', 'forge-vendor']) {
        const response = await visitOf(principal).send(page);
        expect([response.status, (await response.text()).includes('There is nothing here')]).toEqual([404, true]);
      }
      const response = await new Visit(market.url).send(page);
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `/account/sign-in?next=${encodeURIComponent(page)}`,
      ]);
    }
    expect(await (await visitOf('acme-owner').send('/account/')).text()).not.toContain(path);
    expect(await (await visitOf('staff').send('/account/')).text()).toContain(path);
  });

  test('says every number of its plots as text, by day, by tool, by gate and by organization', async () => {
    await keep(market.db, rows());
    const { status, html, words } = await show(asked);
    expect(status).toBe(200);
    for (const told of [
      'from 2026-11-19 to 2026-11-21 (UTC)',
      'Calls 6 4 done, 0 asked for more',
      'Errors 20.0 % 1 failed of those let through',
      'Refused 1 16.7 % of all calls',
      'Half took at most 20 ms p95 2.0 s, p99 2.4 s',
      'done 4 asked 0 refused 1 failed 1',
      '2026-11-19 1 1 0 0 0 0 % 5.0 ms 5.0 ms 5.0 ms 2026-11-20 0 0 0 0 0 – – – – 2026-11-21 5 3 0 1 1 25.0 % 25 ms 2.1 s 2.4 s',
      'Called most get_cart 3 p50 1.3 s, p95 2.4 s list_projects 3 p50 20 ms, p95 29 ms',
      'Failed most get_cart 1 50.0 % failed: NOT_FOUND 1',
      'Refused, and why the role does not allow it 1 privilege',
      'By organization Acme 4 0 refused, 0 failed Globex 2 1 refused, 1 failed',
      'In none of these figures: requests of nobody who was known (0), steps that composites made (1), dry runs (0), ',
    ]) {
      expect(words).toContain(told);
    }
    expect(html).toContain(
      'aria-label="Bars of calls a day: 6 on the whole, most of them (5) on 2026-11-21. The numbers stand in the table below."',
    );
    const titles = [...html.matchAll(/<title>(2026-11-21: [^<]*)<\/title>/g)].map(([, title]) => title);
    expect([...new Set(titles)]).toEqual([
      '2026-11-21: 3 done',
      '2026-11-21: 1 refused',
      '2026-11-21: 1 failed',
      '2026-11-21: p50 25 ms',
      '2026-11-21: p95 2.1 s',
      '2026-11-21: p99 2.4 s',
    ]);
    expect(html).not.toMatch(/NaN|undefined|Infinity|style=|<script/);
  });

  test('draws bars as high as there are calls, above each other on one ground', async () => {
    await keep(market.db, rows());
    const wide = (await show(asked)).html.split('<svg class="plot wide')[1] ?? '';
    const bars = [
      ...(wide
        .split('</svg>')[0]
        ?.matchAll(/#usage-(\w+)\)" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g) ?? []),
    ];
    const last = bars
      .filter(([, , x]) => x === bars.at(-1)?.[2])
      .map(([, end, , y, height]) => ({ end, y: Number(y), height: Number(height) }));
    expect(last.map(({ end }) => end)).toEqual(['ok', 'refused', 'failed']);
    const one = last[1]?.height ?? 0;
    expect(one).toBeGreaterThan(20);
    expect(last[0]?.height).toBeCloseTo(3 * one, 0);
    expect(last[2]?.height).toBeCloseTo(one, 0);
    expect(last[1]?.y).toBeCloseTo((last[0]?.y ?? 0) - one, 0);
    expect(last[2]?.y).toBeCloseTo((last[0]?.y ?? 0) - 2 * one, 0);
  });

  test('marks a day that no line leads to, where there are too many days to mark each', async () => {
    await keep(market.db, [
      ...['10-01', '11-10', '11-11'].map((day) => record({ at: new Date(`2026-${day}T10:00:00Z`), durationMs: 20 })),
      record({ at: new Date('2026-11-21T10:00:00Z'), outcome: 'FORBIDDEN', gate: 'privilege' }),
    ]);
    const wide =
      (await show('?days=60&to=2026-11-21')).html.split('<svg class="plot wide"')[1]?.split('</svg>')[0] ?? '';
    expect([...wide.matchAll(/<path class="mark (\w+)"[^>]*><title>([^<]*)</g)].map(([, ...mark]) => mark)).toEqual([
      ['p50', '2026-10-01: p50 20 ms'],
      ['p95', '2026-10-01: p95 20 ms'],
      ['p99', '2026-10-01: p99 20 ms'],
    ]);
  });

  test('is of one organization or one tool, and leads to the same calls one by one', async () => {
    await keep(market.db, [...rows(), record({ tool: 'get_cart_total', tenantId: 'org_demo_globex', dryRun: true })]);
    const globex = await show(`${asked}&tenant=org_demo_globex`);
    expect(globex.words).toContain('Calls 2 0 done');
    expect(globex.words).not.toContain('Acme');
    expect(globex.html).toContain(
      '/account/staff/activity?tenant=org_demo_globex&amp;from=2026-11-19&amp;to=2026-11-21&amp;counted=1&amp;result=refused&amp;gate=privilege',
    );
    expect(globex.html).toContain(`${path}?days=3&amp;to=2026-11-21&amp;tenant=org_demo_globex&amp;tool=get_cart`);
    const rowsAt = async (link: RegExp) => {
      const [, to = ''] = link.exec(globex.html) ?? [];
      const list = await (await visitOf('staff').send(to.replaceAll('&amp;', '&'))).text();
      return new Set([...list.matchAll(/staff\/activity\/(aud_[0-9a-f]{24})"/g)].map(([, id]) => id)).size;
    };
    expect(await rowsAt(/href="([^"]*gate=privilege)"/)).toBe(1);
    expect(await rowsAt(/href="([^"]*result=failed)"/)).toBe(1);
    // Without the step and the dry run, which are in none of the figures.
    expect(await rowsAt(/<a href="([^"]*)">See them one by one/)).toBe(2);
    expect(await rowsAt(/<th scope="row"><a href="([^"]*)">get_cart</)).toBe(2);
    expect(await rowsAt(/<a href="([^"]*)">2026-11-19</)).toBe(0);
    expect((await show(`${asked}&tool=list_projects`)).words).toContain('Calls 3 3 done');
    expect((await show(`${asked}&tool=list_projects&tenant=org_demo_globex`)).words).toContain(
      'There were no such calls',
    );
  });

  test('escapes what callers have named, and runs none of it in a spreadsheet', async () => {
    await keep(market.db, [record({ tool: '=1+1<img src=x>', tenantId: '<b>', outcome: '"><script>', gate: 'run' })]);
    const { html } = await show(asked);
    expect(html).toContain('&lt;img src=x&gt;');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<img|<script|<b>/);
    expect((await file(`tools.csv${asked}`)).map(({ tool }) => tool)).toEqual(["'=1+1<img src=x>"]);
  });

  test('says what nobody can count, and where nothing was called', async () => {
    for (const [query, told] of [
      ['?days=0', "'0' is no number of days from 1 to 90."],
      ['?days=91', "'91' is no number of days from 1 to 90."],
      ['?days=1e1', "'1e1' is no number of days from 1 to 90."],
      ['?to=2026-02-30', "'2026-02-30' is no day. Write it as 2026-11-21."],
      ['?to=yesterday', "'yesterday' is no day. Write it as 2026-11-21."],
    ]) {
      const { status, words } = await show(query as string);
      expect([query, status, words.includes((told as string).replaceAll("'", '&#x27;'))]).toEqual([query, 422, true]);
      expect(words).toContain('Mend the form to see figures.');
      expect((await visitOf('staff').send(`${path}/days.csv${query}`)).status).toBe(422);
    }
    const { words } = await show('?to=2026-01-31');
    expect(words).toContain('There were no such calls in these days.');
    expect(words).toMatch(/to 2026-01-31 \(UTC\), as the audit has them\. Days before \S+ are no longer kept\. See/);
    expect((await show('')).words).toMatch(/to (\S+) \(UTC\), as the audit has them\. \1 is not over yet\. See/);
    const day = (await show('?days=1&to=2026-01-31')).words;
    expect(day).toContain('on 2026-01-31 (UTC)');
  });
});

describe('the files of usage', () => {
  test('have the days and the tools of the same report', async () => {
    await keep(market.db, rows());
    const none = {
      ok: '0',
      asked: '0',
      refused: '0',
      failed: '0',
      'error rate': '',
      'p50 ms': '',
      'p95 ms': '',
      'p99 ms': '',
    };
    expect(await file(`days.csv${asked}`)).toEqual([
      {
        day: '2026-11-19',
        calls: '1',
        ...none,
        ok: '1',
        'error rate': '0',
        'p50 ms': '5',
        'p95 ms': '5',
        'p99 ms': '5',
      },
      { day: '2026-11-20', calls: '0', ...none },
      {
        ...{ day: '2026-11-21', calls: '5', ok: '3', asked: '0', refused: '1', failed: '1', 'error rate': '0.25' },
        ...{ 'p50 ms': '25', 'p95 ms': '2129.5', 'p99 ms': '2425.9' },
      },
    ]);
    expect(await file(`tools.csv${asked}&tenant=org_demo_acme`)).toEqual([
      {
        ...{ tool: 'list_projects', calls: '3', ok: '3', asked: '0', refused: '0', failed: '0', 'error rate': '0' },
        ...{ 'p50 ms': '20', 'p95 ms': '29', 'p99 ms': '29.8', codes: '' },
      },
      {
        ...{ tool: 'get_cart', calls: '1', ok: '1', asked: '0', refused: '0', failed: '0', 'error rate': '0' },
        ...{ 'p50 ms': '5', 'p95 ms': '5', 'p99 ms': '5', codes: '' },
      },
    ]);
    const response = await visitOf('staff').send(`${path}/tools.csv${asked}`);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="usage-by-tool-2026-11-19-to-2026-11-21.csv"',
    );
  });
});

test('calls that were really made are in the report as they went', async () => {
  await market.succeed('acme-owner', 'list_projects');
  await market.succeed('acme-owner', 'create_project', { name: 'Shop' });
  expect((await market.call('acme-owner', 'delete_project', { project_id: 'nonsense' })).status).toBe(422);
  expect((await market.call('acme-owner', 'create_project', { name: 'Ro' }, '_ro')).status).toBe(403);
  expect((await market.call('globex-owner', 'no_such_tool')).status).toBe(404);
  await fetch(`${market.url}/mcp/tools`, { headers: { authorization: 'Bearer nonsense' } });
  await market.eventually(async () => {
    const { words } = await show('?days=1');
    expect(words).toContain('Calls 5 2 done');
    // Written by itself, behind the calls.
    expect(words).toContain('requests of nobody who was known (1)');
  });
  const { words } = await show('?days=1');
  expect(words).toContain('Refused 3 60.0 % of all calls');
  for (const gate of ['1 input', '1 write_gate', '1 find']) expect(words).toContain(gate);
  expect(words).not.toContain('no_such_tool');
  const tools = (await file('tools.csv?days=1')).map(({ tool, calls, ok }) => [tool, calls, ok]);
  expect(tools).toEqual([
    ['create_project', '2', '1'],
    ['delete_project', '1', '0'],
    ['list_projects', '1', '1'],
  ]);
});

test('a report that takes too long is an answer, and other errors are not hidden', async () => {
  const kernel = (error: Error) =>
    ({ host: { store: { usage: () => Promise.reject(error) } } }) as unknown as Parameters<typeof readUsage>[0];
  const span = { from: new Date('2026-11-20'), until: new Date('2026-11-21') };
  await expect(readUsage(kernel(new UsageTooSlow(20_000)), span)).rejects.toMatchObject({
    ...{ status: 503, title: 'That is too much to count' },
    message: 'Counting took longer than 20 seconds and was ended. Ask for fewer days, or for one tenant.',
  });
  await expect(readUsage(kernel(new Error('gone')), span)).rejects.toThrow(/^gone$/);
  const without = { host: { store: {} } } as unknown as Parameters<typeof readUsage>[0];
  await expect(readUsage(without, span)).rejects.toMatchObject({ status: 404 });
});
