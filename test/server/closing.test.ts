import { describe, expect, test } from 'vitest';
import { secondClient } from './clients.js';
import { program, resolvers } from './program.js';
import { postRest } from './requests.js';
import { start } from './start.js';

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('closing', () => {
  /** A server whose one call waits for `release`. */
  async function waiting(closeMs: number, pin?: string) {
    const started = withResolvers();
    const { promise, resolve: release } = withResolvers();
    const slow = resolvers.map((handler) => ({
      ...handler,
      run: async (input: unknown, ctx: never) => {
        started.resolve();
        await promise;
        return handler.run(input, ctx);
      },
    }));
    const server = await start({ program, resolvers: slow, timeouts: { closeMs } });
    const client = await secondClient(server.url, 'key_writer', pin);
    const answer = client.call('get_note', { note_id: 'n1' });
    await started.promise;
    return { server, answer, release };
  }

  // A connection kept alive would end only after four seconds of its own.
  test.each([undefined, '2026-07-28'])(
    'what runs is finished, nothing new is taken, and the store goes last (%s)',
    async (pin) => {
      const { server, answer, release } = await waiting(20_000, pin);
      const closed = server.close();
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
      expect(server.state.closed).toBe(false);
      release();
      expect((await answer).value).toMatchObject({ note_id: 'n1' });
      await closed;
      expect(server.state.closed).toBe(true);
    },
    2_500,
  );

  test('hooks behind the answers are waited for, and the store goes after them', async () => {
    const { promise, resolve: release } = withResolvers();
    const reached = withResolvers();
    let told = '';
    const server = await start({
      hooks: {
        after: [
          async ({ tool }) => {
            reached.resolve();
            await promise;
            told = tool;
          },
        ],
      },
    });
    await postRest(server.url, 'key_writer', { tool: 'get_note', arguments: { note_id: 'n1' } });
    await reached.promise;
    const closed = server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    expect([told, server.state.closed]).toEqual(['', false]);
    release();
    await closed;
    expect([told, server.state.closed]).toEqual(['get_note', true]);
  });

  test.each([undefined, '2026-07-28'])('what outlasts the deadline is cut off (%s)', async (pin) => {
    const { server, answer, release } = await waiting(50, pin);
    await server.close();
    expect((await answer).error?.message).toBe('fetch failed');
    expect(server.state.closed).toBe(true);
    release();
  });
});
