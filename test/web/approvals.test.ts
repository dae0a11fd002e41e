import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from './visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

async function signedIn(principal: string): Promise<Visit> {
  const visit = new Visit(market.url);
  expect((await visit.signIn(principal)).status).toBe(303);
  return visit;
}

const leave = (principal = 'acme-developer') => market.call(principal, 'leave_org', {}, '_ask');

/** The path of the page on which the developer is asked about leaving, and the developer. */
async function asked(): Promise<{ path: string; developer: Visit }> {
  const { body } = await leave();
  expect(body.code).toBe('CONFIRMATION_REQUIRED');
  return { path: new URL(body.url).pathname, developer: await signedIn('acme-developer') };
}

describe('an approval’s page', () => {
  test('is its principal’s alone: for others there is nothing, to see or to decide', async () => {
    const { path, developer } = await asked();
    const owner = await signedIn('acme-owner');
    expect((await owner.send(path)).status).toBe(404);
    const token = await owner.token('/account/');
    expect((await owner.post(path, { token, decision: 'approved' })).status).toBe(404);
    expect((await leave()).body.code).toBe('CONFIRMATION_REQUIRED');
    expect((await developer.send(path)).status).toBe(200);
    const stranger = await new Visit(market.url).send(path);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      `/account/sign-in?next=${encodeURIComponent(path)}`,
    ]);
  });

  test('takes no answer but from its own form', async () => {
    const { path, developer } = await asked();
    const token = await developer.token(path);
    const theirs = await (await signedIn('acme-owner')).token('/account/');
    const stranger = new Visit(market.url);
    for (const response of [
      await developer.post(path, { decision: 'approved' }),
      await developer.post(path, { decision: 'approved', token: theirs }),
      await developer.post(path, { decision: 'approved', token }, { 'sec-fetch-site': 'cross-site' }),
      await stranger.post(path, { decision: 'approved', token }),
    ]) {
      expect(response.status).toBe(403);
    }
    expect((await developer.post(path, { decision: 'maybe', token })).status).toBe(400);
    expect((await leave()).body.code).toBe('CONFIRMATION_REQUIRED');
  });

  test('a session that ended meanwhile decides nothing', async () => {
    const { path, developer } = await asked();
    const token = await developer.token(path);
    await market.db('toolwright.web_session').delete();
    expect((await developer.post(path, { decision: 'approved', token })).status).toBe(403);
    expect((await leave()).body.code).toBe('CONFIRMATION_REQUIRED');
  });

  test('cannot be decided twice', async () => {
    const { path, developer } = await asked();
    const token = await developer.token(path);
    expect((await developer.post(path, { decision: 'declined', token })).status).toBe(303);
    expect((await developer.post(path, { decision: 'approved', token })).status).toBe(409);
    expect((await leave()).body.code).toBe('DECLINED');
  });

  test('expires after ten minutes: it says so, takes no answer, and an answer given counts no more', async () => {
    const begin = market.now();
    const { path, developer } = await asked();
    const token = await developer.token(path);
    market.setNow(new Date(begin.getTime() + 600_000));
    expect(await (await developer.send(path)).text()).toContain('<strong>Expired.</strong>');
    expect((await developer.post(path, { decision: 'approved', token })).status).toBe(409);
    const anew = await leave();
    expect([anew.body.code, new URL(anew.body.url).pathname === path]).toEqual(['CONFIRMATION_REQUIRED', false]);
    expect((await developer.send(path)).status).toBe(404);
  });

  test('shows what a dry run would change, in words of nobody else', async () => {
    const input = { project_id: 'prj_demo_storefront' };
    await market.db('organization').where({ id: 'org_demo_acme' }).update({ name: '<b>Acme\u202e</b>' });
    const { body } = await market.call('acme-owner', 'delete_project', input, '_ask');
    const html = await (await (await signedIn('acme-owner')).send(new URL(body.url).pathname)).text();
    expect(html).toContain('&lt;b&gt;Acme&lt;/b&gt; <code>org_demo_acme</code>');
    expect(html).toContain('delete project <code>prj_demo_storefront</code>');
    expect(body.summary).toContain('- delete project prj_demo_storefront');
    expect(await market.db('project').where({ id: 'prj_demo_storefront' })).toHaveLength(1);
  });

  test('a call that would be refused is refused, and nobody is asked about it', async () => {
    const { body } = await market.call('acme-owner', 'delete_project', { project_id: 'prj_demo_portal' }, '_ask');
    expect(body.code).toBe('PROJECT_NOT_FOUND');
  });

  test('whoever has lost the tool since has lost what was approved', async () => {
    const { path, developer } = await asked();
    const token = await developer.token(path);
    await developer.post(path, { decision: 'approved', token });
    await market
      .db('membership')
      .where({ customer_id: 'cus_demo_acme_developer', organization_id: 'org_demo_acme' })
      .delete();
    await market.eventually(async () => {
      expect((await leave()).body.code).toBe('MISSING_WORKSPACE_CONTEXT');
    });
  });
});
