import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { createMarketplace, type Marketplace } from '../../runtime/market/marketplace.js';
import { log, type Market, openMarket, secrets } from '../market/market.js';
import { Visit } from '../web/visit.js';

const path = '/account/staff/switches';

let market: Market;
let other: Marketplace;
let otherUrl: string;
let staff: Visit;
let token: string;

beforeAll(async () => {
  market = await openMarket();
  other = await createMarketplace({ source: market.source, secrets, demo: true, log, work: false });
  otherUrl = (await other.listen(0, '127.0.0.1')).url;
  staff = new Visit(market.url);
  await staff.signIn('staff');
  token = await staff.token('/account/');
});
afterAll(async () => {
  await other?.close();
  await market?.close();
});
beforeEach(() => market.db('toolwright.switch').delete());

const turn = (name: string, to: string, reason = 'A test') =>
  staff.post(path, { token, switch: name, to, ...(reason && { reason }) });

/** The code of a call at either process; `ok` where it is done. */
async function calls(url: string, tool: string, input: object = {}): Promise<string> {
  const response = await fetch(`${url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoKey('acme-owner', '')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool, arguments: input }),
  });
  return response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
}

const inBoth = (tool: string, code: string, input: () => object = () => ({})) =>
  market.eventually(async () => {
    for (const url of [market.url, otherUrl]) expect(await calls(url, tool, input())).toBe(code);
  });

const turnings = () =>
  market
    .db('toolwright.audit')
    .where({ tool: `POST ${path}` })

    .select('id', 'outcome', 'arguments', 'principal_id');

describe('a switch that staff turn on the page', () => {
  test('holds in every process at once, and again when it is turned back', async () => {
    expect((await turn('writes', 'off')).headers.get('location')).toBe(`${path}?turned=writes`);
    await inBoth('create_project', 'WRITE_NOT_ALLOWED', () => ({ name: 'No' }));
    await inBoth('list_projects', 'ok');
    await turn('writes', 'on', '');
    await inBoth('create_project', 'ok', () => ({ name: `Yes ${randomUUID()}` }));
    await turn('tool:whoami', 'off');
    await inBoth('whoami', 'SERVER_DISABLED');
    await inBoth('list_projects', 'ok');
    await turn('tool:whoami', 'on');
    await inBoth('whoami', 'ok');
  });

  test('may be the server’s: its pages go on, signing in too, so that it can be turned on again', async () => {
    await turn('server', 'off', 'Burning');
    await inBoth('whoami', 'SERVER_DISABLED');
    const visit = new Visit(otherUrl);
    expect((await visit.signIn('staff')).status).toBe(303);
    const html = await (await visit.send(path)).text();
    expect(html).toContain('by Stan Staff (staff@example.com): Burning');
    const form = { token: await visit.token('/account/'), switch: 'server', to: 'on' };
    expect((await visit.post(path, form)).status).toBe(303);
    await inBoth('whoami', 'ok');
  });

  test('leaves its row in the transaction: what cannot be audited is not turned', async () => {
    const before = (await turnings()).map(({ id }) => id);
    await turn('tool:whoami', 'off', 'It tells');
    expect((await turnings()).filter(({ id }) => !before.includes(id))).toMatchObject([
      {
        ...{ outcome: 'ok', principal_id: 'cus_demo_staff' },
        arguments: { switch: 'tool:whoami', on: false, reason: 'It tells' },
      },
    ]);
    await market.db.raw(`ALTER TABLE toolwright.audit ADD CONSTRAINT never CHECK (outcome <> 'ok') NOT VALID`);
    expect((await turn('tool:whoami', 'on')).status).toBe(500);
    await market.db.raw('ALTER TABLE toolwright.audit DROP CONSTRAINT never');
    expect(await market.db('toolwright.switch').select('name', 'is_on', 'changed_by', 'reason')).toEqual([
      { name: 'tool:whoami', is_on: false, changed_by: 'cus_demo_staff', reason: 'It tells' },
    ]);
  });

  test.each([
    ['that there is not', 'tool:nothing', 'off', 'A test', 404],
    ['of no kind', `writes'; --`, 'off', 'A test', 404],
    ['without a reason', 'writes', 'off', '  ', 422],
    ['neither on nor off', 'writes', 'perhaps', 'A test', 400],
  ])('is not turned: %s', async (_, name, to, reason, status) => {
    expect((await turn(name, to, reason)).status).toBe(status);
    expect(await market.db('toolwright.switch').select('*')).toEqual([]);
  });

  test('is found by name or title, and shown while it is off even if the tool is declared no more', async () => {
    await market
      .db('toolwright.switch')
      .insert({ name: 'tool:bygone', is_on: false, command_user: 'root', reason: '<b>' });
    const html = await (await staff.send(`${path}?tool=WHO%20am`)).text();
    expect([...html.matchAll(/name="switch" value="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'server',
      'writes',
      'tool:bygone',
      'tool:whoami',
    ]);
    expect(html).toContain('by root, at the command line: &lt;b&gt;');
    expect((await turn('tool:bygone', 'on')).status).toBe(303);
  });
});

describe('the switches', () => {
  test('are for operators alone, and for forms of theirs', async () => {
    const owner = new Visit(market.url);
    await owner.signIn('acme-owner');
    const own = await owner.token('/account/');
    expect((await owner.send(path)).status).toBe(404);
    const form = { switch: 'server', to: 'off', reason: 'Mischief' };
    expect((await owner.post(path, { ...form, token: own })).status).toBe(404);
    expect((await staff.post(path, form)).status).toBe(403);
    expect((await staff.post(path, { ...form, token: own })).status).toBe(403);
    expect((await staff.post(path, { ...form, token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await new Visit(market.url).post(path, { ...form, token })).status).toBe(403);
    const response = await new Visit(market.url).send(path);
    expect(response.headers.get('location')).toBe(`/account/sign-in?next=${encodeURIComponent(path)}`);
    expect(await market.db('toolwright.switch').select('*')).toEqual([]);
  });
});
