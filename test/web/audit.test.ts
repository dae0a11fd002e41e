import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { lastLink } from './mailbox.js';
import { askToSignUp, follow, goodPassword, signUp } from './newcomers.js';
import { Visit } from './visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const audit = () => market.db('toolwright.audit').where({ wire: 'web' });

/** The rows that something leaves, those that follow behind included; one, unless more are told of. */
async function rowsOf(run: () => Promise<unknown>, expected = 1) {
  const before = await audit().pluck('id');
  await run();
  const rows = () =>
    audit()
      .whereNotIn('id', before)
      .orderBy('at')
      .select('tool', 'write_mode', 'principal_id', 'connection_id', 'arguments', 'outcome');
  await market.eventually(async () => expect(await rows()).toHaveLength(expected));
  return rows();
}

const nameless = { email: expect.stringMatching(/^[\w-]{43}$/) };
const session = expect.stringMatching(/^web_[0-9a-f]{24}$/);
const stranger = { principal_id: null, connection_id: null };
const owner = { principal_id: 'cus_demo_acme_owner', connection_id: session };

describe('each leaves exactly one row', () => {
  test('signing in, being refused, and signing out', async () => {
    const visit = new Visit(market.url);
    const tool = 'POST /account/sign-in';
    expect(await rowsOf(() => visit.signIn('acme-owner', { password: 'no' }))).toEqual([
      { ...stranger, tool, write_mode: null, arguments: { person: 'cus_demo_acme_owner' }, outcome: 'UNAUTHORIZED' },
    ]);
    expect(await rowsOf(() => visit.signIn('nobody'))).toEqual([
      { ...stranger, tool, write_mode: null, arguments: nameless, outcome: 'UNAUTHORIZED' },
    ]);
    expect(await rowsOf(() => visit.signIn('acme-owner'))).toEqual([
      { ...owner, tool, write_mode: 'create', arguments: {}, outcome: 'ok' },
    ]);
    const token = await visit.token('/account/');
    expect(await rowsOf(() => visit.post('/account/sign-out', { token }))).toEqual([
      { ...owner, tool: 'POST /account/sign-out', write_mode: 'delete', arguments: {}, outcome: 'ok' },
    ]);
  });

  test('signing up, once for the mail and once for the account', async () => {
    const visit = new Visit(market.url);
    const email = 'uma@example.com';
    expect(await rowsOf(() => askToSignUp(visit, { email }))).toEqual([
      { ...stranger, tool: 'POST /account/sign-up', write_mode: 'create', arguments: nameless, outcome: 'ok' },
    ]);
    const link = await lastLink(market, email);
    const [row] = await rowsOf(() => follow(visit, link));
    const { id } = await market.db('customer').where({ email }).first('id');
    expect(row).toEqual({
      ...{ principal_id: id, connection_id: session, tool: 'POST /account/confirm' },
      ...{ write_mode: 'create', arguments: {}, outcome: 'ok' },
    });
    // Who is known already is told apart in no row.
    const again = () => askToSignUp(new Visit(market.url), { email });
    expect(await rowsOf(again)).toMatchObject([{ ...stranger, arguments: nameless, outcome: 'ok' }]);
  });

  test('a new password, by mail and by the old one, and sessions that are ended', async () => {
    const email = 'vera@example.com';
    await signUp(market, email);
    const { id } = await market.db('customer').where({ email }).first('id');
    const visit = new Visit(market.url);
    const token = await visit.token('/account/forgotten');
    expect(await rowsOf(() => visit.post('/account/forgotten', { token, email }))).toEqual([
      { ...stranger, tool: 'POST /account/forgotten', write_mode: 'update', arguments: nameless, outcome: 'ok' },
    ]);
    const link = await lastLink(market, email);
    expect(await rowsOf(() => follow(new Visit(market.url), link, 'quince jelly on toast'))).toEqual([
      {
        ...{ principal_id: id, connection_id: null, tool: 'POST /account/reset' },
        ...{ write_mode: 'update', arguments: {}, outcome: 'ok' },
      },
    ]);

    const [here, there] = [new Visit(market.url), new Visit(market.url)];
    for (const browser of [here, there]) await browser.signIn('vera', { password: 'quince jelly on toast' });
    const mine = { principal_id: id, connection_id: session };
    const form = async (path: string, fields: object) =>
      here.post(`/account/security/${path}`, { token: await here.token('/account/security'), ...fields });
    const html = await (await here.send('/account/security')).text();
    const [, other = ''] = /sessions\/(web_\w+)\/end/.exec(html) ?? [];
    expect(await rowsOf(() => form(`sessions/${other}/end`, {}))).toEqual([
      {
        ...{ ...mine, tool: 'POST /account/security/sessions/:session/end', write_mode: 'delete' },
        ...{ arguments: { session: other }, outcome: 'ok' },
      },
    ]);
    expect(await rowsOf(() => form(`sessions/${other}/end`, {}))).toMatchObject([{ ...mine, outcome: 'NOT_FOUND' }]);
    const ended = { ...mine, tool: 'POST /account/security/sessions/end-others', write_mode: 'delete', arguments: {} };
    expect(await rowsOf(() => form('sessions/end-others', {}))).toEqual([{ ...ended, outcome: 'ok' }]);
    const change = { old: 'quince jelly on toast', password: goodPassword };
    const changed = { ...mine, tool: 'POST /account/security/password', write_mode: 'update', arguments: {} };
    expect(await rowsOf(() => form('password', { ...change, old: 'no' }))).toEqual([
      { ...changed, outcome: 'UNAUTHORIZED' },
    ]);
    expect(await rowsOf(() => form('password', { ...change, password: 'short' }))).toEqual([
      { ...changed, outcome: 'VALIDATION_ERROR' },
    ]);
    expect(await rowsOf(() => form('password', change))).toEqual([{ ...changed, outcome: 'ok' }]);
    expect(JSON.stringify(await market.db('toolwright.audit').select())).not.toMatch(/vera@|jelly|plum/);
  });

  test('a decision on an approval', async () => {
    const { body } = await market.call('acme-owner', 'delete_project', { project_id: 'prj_demo_storefront' }, '_ask');
    const path = new URL(body.url).pathname;
    const visit = new Visit(market.url);
    await visit.signIn('acme-owner');
    const token = await visit.token(path);
    const of = { approval: path.split('/').at(-1), tool: 'delete_project' };
    const row = { ...owner, tool: 'POST /account/approvals/:id', write_mode: 'update' };
    expect(await rowsOf(() => visit.post(path, { token, decision: 'maybe' }))).toEqual([
      { ...row, arguments: of, outcome: 'VALIDATION_ERROR' },
    ]);
    const decided = { ...row, arguments: { ...of, decision: 'declined' } };
    const decline = () => visit.post(path, { token, decision: 'declined' });
    expect(await rowsOf(decline)).toEqual([{ ...decided, outcome: 'ok' }]);
    expect(await rowsOf(decline)).toEqual([{ ...decided, outcome: 'CONFLICT' }]);
  });

  test('and what cannot be recorded is not done', async () => {
    const visit = new Visit(market.url);
    await market.db.raw('alter table toolwright.audit rename to audit_away');
    const { status } = await visit.signIn('acme-owner');
    await market.db.raw('alter table toolwright.audit_away rename to audit');
    expect([status, [...visit.cookies.keys()]]).toEqual([500, ['toolwright-sign-in']]);
  });
});
