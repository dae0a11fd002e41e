import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from '../web/visit.js';
import { keep, record } from './rows.js';

let market: Market;
let now: Date;
const [owner, stranger] = ['cus_demo_acme_owner', 'cus_demo_globex_owner'];

beforeAll(async () => {
  market = await openMarket();
  now = market.now();
  for (const principal of ['acme-owner', 'globex-owner', 'newcomer', 'forge-vendor', 'staff']) {
    const visit = new Visit(market.url);
    expect((await visit.signIn(principal)).status).toBe(303);
    visits.set(principal, visit);
  }
  await market.eventually(async () => {
    const rows = market.db('toolwright.audit').where({ tool: 'POST /account/sign-in', outcome: 'ok' });
    expect(await rows.pluck('id')).toHaveLength(visits.size);
  });
});
afterAll(() => market?.close());

const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const visits = new Map<string, Visit>();

/** The browser of somebody who has signed in before the tests, so that no row of that comes while they run. */
const signedIn = (principal: string): Visit => visits.get(principal) as Visit;

/** What a page answers, without what the navigation has on every page. */
async function show(visit: Visit, path: string): Promise<{ status: number; html: string }> {
  const response = await visit.send(path);
  const html = await response.text();
  return { status: response.status, html: html.slice(html.indexOf('<main')) };
}

const idsIn = (html: string): string[] =>
  [...html.matchAll(/activity\/(aud_[0-9a-f]{24})"/g)].map(([, id]) => id ?? '');

async function file(visit: Visit, path: string): Promise<Record<string, string>[]> {
  const response = await visit.send(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return parse(await response.text(), { columns: true, bom: true });
}

async function rows(...changes: readonly Partial<AuditRecord>[]): Promise<readonly AuditRecord[]> {
  await market.db('toolwright.audit').delete();
  return keep(
    market.db,
    changes.map((change) => record({ principalId: owner, at: ago(1), ...change })),
  );
}

describe('what somebody else has done', () => {
  test('is neither listed, nor filtered for, nor opened, nor in the file', async () => {
    const [own, other] = (await rows(
      { tool: 'mine', traceId: '1'.repeat(32), tenantId: 'org_demo_acme' },
      {
        tool: 'theirs',
        principalId: stranger,
        traceId: '2'.repeat(32),
        tenantId: 'org_demo_globex',
        connectionId: 'key_globex',
      },
    )) as [AuditRecord, AuditRecord];
    const visit = signedIn('acme-owner');
    expect(idsIn((await show(visit, '/account/activity')).html)).toEqual([own.id]);
    expect((await file(visit, '/account/activity.csv')).map(({ id }) => id)).toEqual([own.id]);
    const tries = [
      `trace=${other.traceId}`,
      'tenant=org_demo_globex',
      'connection=key_globex',
      'tool=theirs',
      `person=${stranger}&tool=theirs`,
      'unknown=1&tool=theirs',
    ];
    for (const query of tries) {
      const { status, html } = await show(visit, `/account/activity?${query}`);
      expect([query, status, idsIn(html)]).toEqual([query, 200, []]);
      // Neither does the form tell what the id is called.
      expect(html).not.toContain('Globex');
      expect(await file(visit, `/account/activity.csv?${query}`)).toEqual([]);
    }
    expect(idsIn((await show(visit, `/account/activity?person=${stranger}`)).html)).toEqual([own.id]);
    expect((await show(visit, `/account/activity/${other.id}`)).status).toBe(404);
    expect((await show(visit, `/account/activity/${own.id}`)).status).toBe(200);
    expect((await show(visit, '/account/activity/aud_none')).html).toBe(
      (await show(visit, `/account/activity/${other.id}`)).html,
    );
  });

  test('is for operators alone: for others their pages do not exist', async () => {
    const [other] = await rows({ principalId: stranger });
    for (const principal of ['acme-owner', 'globex-owner', 'newcomer']) {
      const visit = signedIn(principal);
      for (const path of ['', '.csv', `/${other?.id}`]) {
        const response = await visit.send(`/account/staff/activity${path}`);
        expect([response.status, (await response.text()).includes('There is nothing here')]).toEqual([404, true]);
      }
    }
  });

  test('is for nobody who is not signed in, who then comes to what was asked for', async () => {
    for (const path of [
      '/account/activity?tool=x',
      '/account/activity.csv',
      '/account/activity/aud_1',
      '/account/staff/activity',
    ]) {
      const response = await new Visit(market.url).send(path);
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `/account/sign-in?next=${encodeURIComponent(path)}`,
      ]);
    }
  });
});

describe('operators', () => {
  test('see everybody by name, the refused strangers by address and number, and the command line', async () => {
    const [own, other, nobody, command] = (await rows(
      { tool: 'one', tenantId: 'org_demo_acme', at: ago(1) },
      { tool: 'two', principalId: stranger, tenantId: 'org_demo_globex', at: ago(2) },
      {
        ...{
          tool: null,
          principalId: null,
          connectionId: null,
          tenantId: null,
          address: '192.0.2.7',
          repeats: 41,
          at: ago(3),
        },
        outcome: 'UNAUTHORIZED',
      },
      { ...{ tool: 'toolwright refund', principalId: null, connectionId: null, wire: 'cli' as const, at: ago(4) } },
    )) as [AuditRecord, AuditRecord, AuditRecord, AuditRecord];
    const visit = signedIn('staff');
    const ids = async (query: string) => idsIn((await show(visit, `/account/staff/activity?${query}`)).html);
    const { html } = await show(visit, '/account/staff/activity?to=2999-01-01');
    expect(idsIn(html)).toEqual([own.id, other.id, nobody.id, command.id]);
    for (const text of ['Olivia Owner (acme-owner@example.com)', 'Globex', 'from 192.0.2.7', '× 41'])
      expect(html).toContain(text);
    expect(await ids(`person=${stranger}`)).toEqual([other.id]);
    expect(await ids('tenant=org_demo_acme&person=')).toEqual([own.id]);
    expect(await ids('unknown=1')).toEqual([nobody.id, command.id]);
    expect(await ids('unknown=1&wire=cli')).toEqual([command.id]);
    expect(await ids(`unknown=1&person=${stranger}`)).toEqual([]);
    expect((await show(visit, `/account/staff/activity/${nobody.id}`)).html).toContain('41 times within a minute');
    const lines = await file(visit, '/account/staff/activity.csv?to=2999-01-01');
    expect(lines.map((line) => [line.id, line['person id'], line.address, line.repeats])).toEqual([
      [own.id, owner, '', '1'],
      [other.id, stranger, '', '1'],
      [nobody.id, '', '192.0.2.7', '41'],
      [command.id, '', '', '1'],
    ]);
  });
});

describe('the log of a person', () => {
  test('has of a call its names, why it was refused in words, its steps and its redacted arguments', async () => {
    const [whole, step] = (await rows(
      { tool: 'whole', outcome: 'FORBIDDEN', gate: 'privilege', tenantId: 'org_demo_acme', at: ago(1) },
      {
        tool: 'part',
        at: ago(2),
        facts: ['confirmation waived'],
        systemReasons: ['to count everybody'],
        arguments: { secret: '[secret]', html: '<script>' },
      },
    )) as [AuditRecord, AuditRecord];
    await market.db('toolwright.audit').where({ id: step.id }).update({ parent_id: whole.id });
    const visit = signedIn('acme-owner');
    const list = (await show(visit, '/account/activity')).html;
    expect(list).toContain('the role does not allow it (FORBIDDEN)');
    expect(list).toContain('Acme');
    const page = (await show(visit, `/account/activity/${whole.id}`)).html;
    expect(idsIn(page)).toEqual([step.id]);
    const part = (await show(visit, `/account/activity/${step.id}`)).html;
    expect(idsIn(part)).toEqual([whole.id]);
    for (const text of ['confirmation waived', 'to count everybody', '[secret]', '&lt;script&gt;'])
      expect(part).toContain(text);
    expect(part).not.toContain('<script>');
  });

  test('goes on page by page with what it was asked for, and shows each call once', async () => {
    const kept = await rows(
      ...Array.from({ length: 120 }, (_, index) => ({
        tool: index % 2 === 0 ? 'add_note' : 'get_note',
        at: ago(Math.floor(index / 9)),
      })),
    );
    const visit = signedIn('acme-owner');
    const seen: string[] = [];
    let path: string | undefined = '/account/activity?tool=add_&result=ok';
    let pages = 0;
    for (; path !== undefined; pages += 1) {
      const { html } = await show(visit, path);
      seen.push(...idsIn(html));
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      if (path !== undefined)
        expect(path).toMatch(/^\/account\/activity\?tool=add_&result=ok&after=\d+\.aud_[0-9a-f]{24}$/);
    }
    expect(pages).toBe(2);
    expect(new Set(seen)).toEqual(new Set(kept.filter(({ tool }) => tool === 'add_note').map(({ id }) => id)));
    expect(seen).toHaveLength(60);
    expect(await file(visit, '/account/activity.csv?tool=add_&result=ok')).toHaveLength(60);
  });

  test.each([
    ['from=2026-13-40', '‘2026-13-40’ is no day.'],
    ['from=2026-11-21&to=2026-11-20', 'The first day is after the last.'],
    ['result=perhaps', '‘perhaps’ is none of the choices for result.'],
    [`gate=${encodeURIComponent("x' OR 1=1 --")}`, 'is none of the choices for gate.'],
    ['trace=abc', 'A trace id is 32 digits and letters from a to f.'],
  ])('says what nobody can look for: %s', async (query, sentence) => {
    const visit = signedIn('acme-owner');
    const { status, html } = await show(visit, `/account/activity?${query}`);
    const text = html.replaceAll('&#x27;', "'");
    expect([status, text.includes(sentence.replaceAll(/[‘’]/g, "'"))]).toEqual([422, true]);
    expect((await visit.send(`/account/activity.csv?${query}`)).status).toBe(422);
  });

  test('takes any other address for what it means: repeated fields, long texts, places that are none', async () => {
    const [own] = await rows({});
    const visit = signedIn('acme-owner');
    const queries = [
      'after=nonsense',
      'after=99999999999999.',
      `after=${encodeURIComponent("1.' OR true --")}`,
      'tool=a&tool=b',
      'constructor=1&__proto__=2',
    ];
    for (const query of queries) {
      const { status, html } = await show(visit, `/account/activity?${query}`);
      expect([query, status, idsIn(html)]).toEqual([query, 200, [own?.id]]);
    }
    const long = await show(visit, `/account/activity?tool=${'x'.repeat(4_000)}`);
    expect([long.status, idsIn(long.html)]).toEqual([200, []]);
    expect((await show(visit, '/account/activity?result=constructor')).status).toBe(422);
  });
});

describe('the file', () => {
  test('has every column, and nothing in it that a spreadsheet runs', async () => {
    const [key] = await market.db('toolwright.connection').where({ principal_id: owner }).orderBy('id').limit(1);
    await market.db('toolwright.connection').where({ id: key.id }).update({ name: '@SUM(1+1)' });
    const [own] = (await rows({
      ...{ tool: '=HYPERLINK("http://evil.example")', action: '  +1', connectionId: key.id, tenantId: 'org_demo_acme' },
      ...{
        arguments: { a: 'b' },
        facts: ['-1'],
        systemReasons: ['\t=1'],
        outcome: 'FORBIDDEN',
        gate: 'scope',
        durationMs: 2.25,
      },
    })) as [AuditRecord];
    const visit = signedIn('acme-owner');
    expect(await file(visit, '/account/activity.csv')).toEqual([
      {
        time: own.at.toISOString(),
        tool: `'=HYPERLINK("http://evil.example")`,
        action: `'  +1`,
        'write mode': 'read',
        result: 'refused',
        outcome: 'FORBIDDEN',
        gate: 'scope',
        why: 'the connection was not given the scope',
        'connection id': key.id,
        connection: `'@SUM(1+1)`,
        'organization id': 'org_demo_acme',
        organization: 'Acme',
        wire: 'mcp',
        milliseconds: '2.25',
        'dry run': '',
        replayed: '',
        arguments: '{"a":"b"}',
        facts: `'-1`,
        'system reasons': `'\t=1`,
        'trace id': own.traceId,
        id: own.id,
        'step of': '',
      },
    ]);
  });

  test('has ninety days at most and says which', async () => {
    const day = 1_440;
    const [inside] = (await rows({ at: ago(89 * day) }, { at: ago(91 * day) })) as [AuditRecord];
    const visit = signedIn('acme-owner');
    const response = await visit.send('/account/activity.csv?from=2020-01-01');
    const first = ago(90 * day)
      .toISOString()
      .slice(0, 10);
    const last = new Date(now.getTime() - 1).toISOString().slice(0, 10);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="activity-${first}-to-${last}.csv"`);
    const lines: Record<string, string>[] = parse(await response.text(), { columns: true, bom: true });
    expect(lines.map(({ id }) => id)).toEqual([inside.id]);
  });

  test('is a header alone where there is nothing, and more rows than are read at once', async () => {
    await rows();
    const visit = signedIn('acme-owner');
    expect((await (await visit.send('/account/activity.csv')).text()).split('\n')).toHaveLength(2);
    const kept = await rows(...Array.from({ length: 2_100 }, (_, index) => ({ at: ago(1 + (index % 300)) })));
    const lines = await file(visit, '/account/activity.csv');
    expect(lines.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
  });

  test('is made thirty times an hour for a person', async () => {
    await rows();
    const visit = signedIn('forge-vendor');
    for (let count = 0; count < 30; count += 1) {
      expect((await visit.send('/account/activity.csv')).status).toBe(200);
    }
    const response = await visit.send('/account/activity.csv');
    expect([response.status, (await response.text()).includes('At most 30 files')]).toEqual([429, true]);
  });
});
