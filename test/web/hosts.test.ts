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
});
