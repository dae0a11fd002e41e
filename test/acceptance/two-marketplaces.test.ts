import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { libraries } from '../../runtime/testing/client-libraries.js';
import { callOnce } from '../../runtime/testing/rounds.js';
import { listenThrough } from '../../runtime/testing/subjects/listening.js';
import { commandLine } from '../cli/command.js';
import { cloneDemo } from '../market/market.js';
import { soon } from '../soon.js';
import { Visit } from '../web/visit.js';
import { projectRoot, run } from './project-copy.js';
import { callBy, openTwoProcesses, type TwoProcesses } from './two-processes.js';

let two: TwoProcesses;
beforeAll(async () => {
  two = await openTwoProcesses('marketplace', await cloneDemo());
});
afterAll(() => two?.close());

describe('an agreement', () => {
  const key = demoKey('acme-admin', '_ask');
  const change = (role: string) => ({ action: 'change_role', customer_id: 'cus_demo_acme_viewer', role });
  const member = (role: string) => ({
    ...{ customer_id: 'cus_demo_acme_viewer', email: 'acme-viewer@example.com', role },
    name: { untrusted: 'Vera Viewer' },
    joined_at: expect.any(String),
  });
  const question = (url: string) => ({
    error: `A person must agree before 'manage_org_member' runs. Let the person open ${url} and approve, then send the same call again.`,
    ...{ code: 'CONFIRMATION_REQUIRED', url, expires_at: expect.any(String) },
    summary: [
      'Organizations: Manage members, change_role in organization Acme (org_demo_acme).',
      '- update membership org_demo_acme/cus_demo_acme_viewer',
      'With customer: cus_demo_acme_viewer; role: developer.',
    ].join('\n'),
  });
  const pages = /^http:\/\/127\.0\.0\.1:\d+\/account\/approvals\/apr_[0-9a-f]{32}$/;

  test('asked for by one, given on a page that both serve, is good for one call at either', async () => {
    const call = (url: string) => callBy(url, key, 'manage_org_member', change('developer'));
    const asked = await call(two.front.url);
    const url = String(asked.error?.body.url);
    expect([asked.status, asked.value]).toEqual([409, question(url)]);
    expect(url).toMatch(pages);
    expect(new URL(url).origin).toBe(two.front.url);
    expect((await call(two.front.url)).value).toEqual(asked.value);

    const before = two.front.went.length;
    const person = new Visit(two.front.url);
    await person.signIn('acme-admin');
    const { pathname } = new URL(url);
    const decided = await person.post(pathname, { token: await person.token(pathname), decision: 'approved' });
    expect([decided.status, decided.headers.get('location')]).toEqual([303, pathname]);
    expect(two.front.went.slice(before).map(({ to }) => to)).toEqual([0, 1, 2, 3].map((nth) => (before + nth) % 2));

    const both = await Promise.all(two.urls.map(call));
    both.sort((left, right) => left.status - right.status);
    const anew = String(both[1]?.error?.body.url);
    expect(both.map(({ status, value }) => [status, value])).toEqual([
      [200, member('developer')],
      [409, question(anew)],
    ]);
    expect(anew).not.toBe(url);
  });

  test('under 2026-07-28, sealed by one, opens at either, once', async () => {
    const sent = { tool: 'manage_org_member', arguments: change('billing'), key };
    const { round } = await callOnce(two.front.url, sent);
    const replies = Object.fromEntries((round?.asked ?? []).map((asked) => [asked.key, { action: 'accept' }]));
    const resent = { state: round?.state ?? '', replies };
    const both = await Promise.all(two.urls.map((url) => callOnce(url, sent, resent)));
    const [done, refused] = both.map(({ outcome }) => outcome).sort((left) => (left?.error ? 1 : -1));
    expect([done?.value, refused?.error?.body]).toEqual([
      member('billing'),
      {
        ...{ code: 'INVALID_REQUEST_STATE', gate: 'confirmation' },
        message: 'This request state has been used already. Send the call again without it.',
      },
    ]);
  });
});

describe('who listens through the front', () => {
  const auth = 'market://projects/prj_demo_storefront/auth.json';
  const key = demoKey('acme-developer');
  const listen = (uris: readonly string[]) =>
    Promise.all(libraries.map((library) => listenThrough(library, `${two.front.url}/mcp`, { key, uris })));

  test('is told of what either changes', async () => {
    const listeners = await listen([auth]);
    for (const [nth, url] of two.urls.entries()) {
      const input = { project_id: 'prj_demo_storefront' };
      expect((await callBy(url, demoKey('acme-owner'), 'rotate_credentials', input)).status).toBe(200);
      await soon(async () => {
        for (const { told } of listeners) expect(told).toEqual(Array(nth + 1).fill(auth));
      });
    }
    for (const { close } of listeners) await close();
  });

  test('is told of a switch that the command line turns, which is in force in both', async () => {
    const listeners = await listen([]);
    const turn = (way: 'disable' | 'enable') =>
      run(projectRoot, process.execPath, [...commandLine, 'tool', way, 'whoami'], { DATABASE_URL: two.databaseUrl });
    const answer = async (url: string) => {
      const { status, value } = await callBy(url, key, 'whoami');
      return [status, value];
    };
    const before = await Promise.all(two.urls.map(answer));
    const error = "The server is switched off for the moment. This holds for 'whoami' alone; other tools answer.";
    const disabled = [503, { error, code: 'SERVER_DISABLED', gate: 'find' }];
    const off = await turn('disable');
    expect(off).toEqual({ code: 0, out: "'whoami' is off: every call of it answers SERVER_DISABLED.\n", err: '' });
    await soon(async () => {
      for (const url of two.urls) expect(await answer(url)).toEqual(disabled);
    });
    for (const url of two.urls) expect((await callBy(url, key, 'list_projects')).status).toBe(200);
    const lists = ['tools', 'resources', 'prompts'];
    for (const { heard } of listeners) await Promise.all(lists.map(heard));
    for (const { told } of listeners) expect(new Set(told)).toEqual(new Set(lists));

    expect(await turn('enable')).toEqual({ code: 0, out: "'whoami' takes calls.\n", err: '' });
    await soon(async () => {
      for (const [nth, url] of two.urls.entries()) expect(await answer(url)).toEqual(before[nth]);
    });
    for (const { close } of listeners) await close();
  });
});
