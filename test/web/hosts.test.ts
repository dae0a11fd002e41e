import { describe, expect, test } from 'vitest';
import type { People } from '../../runtime/host.js';
import { noLimiter } from '../../runtime/store/limiter.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { start } from '../server/start.js';
import { Visit } from './visit.js';

const identify = async () => null;
const people = { verify: async () => null };

describe('pages', () => {
  test('are not there without people', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/account/sign-in`);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    await server.close();
  });

  test('behind https have cookies that no other host can set and no http request carries', async () => {
    const host = { identify, people, store: createMemoryStore({}) };
    const server = await start({ host, publicUrl: 'https://desk.example.com' });
    const response = await new Visit(server.url).send('/account/sign-in');
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-toolwright-sign-in=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure$/,
      ),
    ]);
    await server.close();
  });

  test('are refused over plain http to other machines', async () => {
    const host = { identify, people, store: createMemoryStore({}) };
    await expect(start({ host, publicUrl: 'http://desk.example.com' })).rejects.toThrow(
      'People sign in at http://desk.example.com, and their cookies would travel in the clear. Use https.',
    );
  });

  test.each([
    ['that limits', {}],
    ['that limits nothing else', { limiter: noLimiter }],
  ])('on a server %s take twenty tries an hour for an account, be it one or not', async (_, limits) => {
    const store = { ...createMemoryStore({}), ...limits };
    const known: People = {
      verify: async (email, password) => (email === 'ana@example.com' && password === 'right' ? { id: 'ana' } : null),
    };
    const server = await start({ host: { identify, people: known, store } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    for (const email of ['ana@example.com', 'nobody@example.com']) {
      for (let tries = 0; tries < 20; tries += 1) {
        // Case and blanks make no other account.
        const same = tries % 2 === 0 ? email : ` ${email.toUpperCase()}`;
        expect((await visit.post('/account/sign-in', { token, email: same, password: 'no' })).status).toBe(422);
      }
      const response = await visit.post('/account/sign-in', { token, email, password: 'right' });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3_500);
      expect(await response.text()).toContain('Too many tries. Wait 60 minutes and try again.');
    }
    await server.close();
  });

  test('one address tries a hundred times an hour, whatever the accounts', async () => {
    const server = await start({ host: { identify, people, store: createMemoryStore({}) } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const statuses = new Set<number>();
    for (let tries = 0; tries < 100; tries += 1) {
      const { status } = await visit.post('/account/sign-in', {
        token,
        email: `a${tries}@example.com`,
        password: 'no',
      });
      statuses.add(status);
    }
    expect([...statuses]).toEqual([422]);
    expect((await visit.post('/account/sign-in', { token, email: 'b@example.com', password: 'no' })).status).toBe(429);
    await server.close();
  });
});
