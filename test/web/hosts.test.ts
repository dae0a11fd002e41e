import { describe, expect, test } from 'vitest';
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

  test('limit guessing also on a server that limits nothing else', async () => {
    const store = { ...createMemoryStore({}), limiter: { take: async () => null } };
    const server = await start({ host: { identify, people, store } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const statuses: number[] = [];
    for (let tries = 0; tries < 21; tries += 1) {
      const { status } = await visit.post('/account/sign-in', { token, email: 'a@example.com', password: 'no' });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array(20).fill(422), 429]);
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
