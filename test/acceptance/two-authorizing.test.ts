import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDemo } from '../market/market.js';
import { type Person, personAt } from '../oauth/person.js';
import { call, type RawClient, rawClient } from '../oauth/raw-client.js';
import { soon } from '../soon.js';
import { openTwoProcesses, type TwoProcesses } from './two-processes.js';

/** Two processes on one PostgreSQL, behind one address: what begins at one goes on at the other. */
let two: TwoProcesses;
let person: Person;
let client: RawClient;

beforeAll(async () => {
  two = await openTwoProcesses('marketplace', await cloneDemo());
  person = personAt(two.front.url, 'acme-owner');
  client = await rawClient(two.front.url);
});

afterAll(() => two?.close());

/** Whether a token opens each of the processes, asked directly. */
const opens = (token: string) => Promise.all(two.urls.map(async (url) => (await call(url, token)).status));

describe('a program is let in', () => {
  test('by requests that go to one process and the other in turn, and its token opens both', async () => {
    const before = two.front.went.length;
    const tokens = await client.connect(person, 'mcp:read mcp:write');
    const went = new Set(two.front.went.slice(before).map(({ to }) => to));
    expect(went).toEqual(new Set([0, 1]));
    expect(await opens(tokens.access_token)).toEqual([200, 200]);
  });

  test('signed in at the first, agreed to at the second, its code exchanged at the first', async () => {
    const [first, second] = two.urls;
    const { visit } = personAt(first, 'acme-admin');
    expect((await visit.signIn('acme-admin')).status).toBe(303);
    const { url, verifier } = client.ask({ scope: 'mcp:read mcp:write' });
    const at = (base: string, path: string, form?: URLSearchParams) =>
      visit.send(new URL(path, base).href, form && { method: 'POST', body: form });
    const local = (location: string | null) => {
      const { pathname, search } = new URL(location ?? '', two.front.url);
      return `${pathname}${search}`;
    };
    const asked = await at(first, `${url.pathname}${url.search}`);
    expect(asked.status).toBe(307);
    const waiting = await visit.send(asked.headers.get('location') ?? '');
    const path = local(waiting.headers.get('location'));
    const form = await visit.form(path);
    form.set('decision', 'agree');
    const decided = await at(second, path, form);
    expect(decided.status).toBe(303);
    const resumed = await visit.send(local(decided.headers.get('location')));
    const code = new URL(resumed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const issued = await (await rawClient(first, { id: client.id })).exchange(code, verifier);
    expect(issued.status).toBe(200);
    expect(await opens(issued.body.access_token)).toEqual([200, 200]);
  });
});

describe('a revoked grant used in another process', () => {
  test('is refused there at once, for reading, writing and refreshing', async () => {
    const [first, second] = two.urls;
    const tokens = await client.connect(person, 'mcp:read mcp:write');
    expect(await opens(tokens.access_token)).toEqual([200, 200]);
    const revoked = await (await rawClient(first, { id: client.id })).revoke(tokens.access_token);
    expect(revoked.status).toBe(200);
    const write = await call(second, tokens.access_token, 'create_project', { name: 'Never' });
    expect([401, 403]).toContain(write.status);
    await soon(async () => expect(await opens(tokens.access_token)).toEqual([401, 401]));
    const late = await (await rawClient(second, { id: client.id })).refresh(tokens.refresh_token);
    expect([late.status, late.body.error]).toEqual([400, 'invalid_grant']);
    expect(await two.db('project').where({ name: 'Never' })).toEqual([]);
  });

  test('a code sent again to the other process ends what the first has issued', async () => {
    const { url, verifier } = client.ask();
    const code = (await person.answer(url)).searchParams.get('code') ?? '';
    const [first, second] = await Promise.all(two.urls.map((each) => rawClient(each, { id: client.id })));
    const issued = await first?.exchange(code, verifier);
    expect(await opens(issued?.body.access_token)).toEqual([200, 200]);
    expect((await second?.exchange(code, verifier))?.body.error).toBe('invalid_grant');
    await soon(async () => expect(await opens(issued?.body.access_token)).toEqual([401, 401]));
  });
});
