import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../runtime/call/call.js';
import type { Timer } from '../../runtime/call/timer.js';
import type { Tool } from '../../runtime/tool.js';
import { Desk, type DeskOptions, object, tool, writing } from './desk.js';

/** Timers that go off when told. */
function handTimer() {
  const armed = new Set<{ readonly ms: number; readonly fire: () => void }>();
  const timer: Timer = (ms, fire) => {
    const limit = { ms, fire };
    armed.add(limit);
    return () => void armed.delete(limit);
  };
  return {
    timer,
    /** What is running, in milliseconds. */
    limits: () => [...armed].map(({ ms }) => ms),
    pass() {
      for (const limit of [...armed]) {
        armed.delete(limit);
        limit.fire();
      }
    },
  };
}

function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((onResolve) => {
    resolve = onResolve;
  });
  return { promise, resolve };
}

type Run = NonNullable<ConstructorParameters<typeof Desk>[1]>;

function open(declared: Partial<Tool>, run: Run, options: DeskOptions = {}) {
  const hand = handTimer();
  return {
    hand,
    desk: new Desk(tool(declared), run, { ...options, kernel: { timer: hand.timer, ...options.kernel } }),
  };
}

describe('a call’s time', () => {
  it('is the server’s limit, the tool’s, or what the arguments say', async () => {
    const limitsOf = async (declared: Partial<Tool>, input: object = {}) => {
      const { desk, hand } = open(declared, async () => {
        seen = hand.limits();
        return { done: true };
      });
      let seen: readonly number[] = [];
      await desk.call(input);
      expect(hand.limits(), 'Whoever has ended has no time to run out of.').toEqual([]);
      return seen;
    };
    const asked: Partial<Tool> = {
      limits: { timeoutParameter: { name: 'patience', default: 5, max: 9, onExpiry: 'error' } },
      input: object({ patience: { type: 'integer', default: 5 } }, []),
    };
    expect(await limitsOf({})).toEqual([30_000]);
    expect(await limitsOf({ limits: { timeoutMs: 1_500 } })).toEqual([1_500]);
    expect(await limitsOf(asked)).toEqual([5_000]);
    expect(await limitsOf(asked, { patience: 7 })).toEqual([7_000]);
  });

  it('runs out: TIMEOUT, rolled back, although the resolver does not heed its signal', async () => {
    const begun = deferred();
    const late = deferred();
    const lateAttempt = deferred<unknown>();
    const { desk, hand } = open(writing, async (_, ctx) => {
      (await ctx.db()).push('written');
      begun.resolve();
      await late.promise;
      lateAttempt.resolve(await ctx.db().catch((error: Error) => error.message));
      return { done: true };
    });
    const call = desk.call();
    await begun.promise;
    hand.pass();
    expect(await call).toMatchObject({
      refused: true,
      gate: 'run',
      code: 'TIMEOUT',
      http: 504,
      channel: 'result',
      body: {
        error: "'change_note' took longer than its limit. Nothing was committed.",
        code: 'TIMEOUT',
        limit_seconds: 30,
        effect: 'none',
      },
    });
    expect(desk.database).toEqual(['begin write', 'written', 'rollback']);
    late.resolve();
    expect(await lateAttempt.promise).toBe('The call has ended, and its transaction with it. Await what you begin.');
    expect(desk.database).toEqual(['begin write', 'written', 'rollback']);
    expect(desk.audit.map(({ outcome, gate }) => [outcome, gate])).toEqual([['TIMEOUT', 'run']]);
  });

  it('reaches the resolver by its signal, and what that makes of it does not count', async () => {
    const begun = deferred();
    const { desk, hand } = open({}, async (_, { signal }) => {
      begun.resolve();
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
      });
    });
    const call = desk.call();
    await begun.promise;
    hand.pass();
    expect(await call).toMatchObject({ code: 'TIMEOUT' });
    expect(desk.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('of a dry run runs out the same way', async () => {
    const begun = deferred();
    const dry: Partial<Tool> = {
      ...writing,
      dryRun: { parameter: 'dry', default: false, by: 'resolver' },
      input: object({ dry: { type: 'boolean' } }, []),
    };
    const { desk, hand } = open(dry, async () => {
      begun.resolve();
      return new Promise(() => {});
    });
    const call = desk.call({ dry: true });
    await begun.promise;
    hand.pass();
    expect(await call).toMatchObject({ code: 'TIMEOUT', body: { effect: 'none' } });
  });

  it('that runs out after an effect has begun says that nobody knows', async () => {
    const begun = deferred();
    const declared: Partial<Tool> = { ...writing, effects: ['mail'] };
    const { desk, hand } = open(declared, async (_, ctx) => {
      const { effects } = ctx as unknown as { effects: { mail(run: () => Promise<unknown>): Promise<unknown> } };
      return effects.mail(() => {
        begun.resolve();
        return new Promise(() => {});
      });
    });
    const host = { ...desk.kernel.host, effects: { mail: {} } } as Kernel['host'];
    const call = new Desk(desk.tool, undefined, { kernel: { ...desk.kernel, host } }).call();
    await begun.promise;
    hand.pass();
    const advice = 'It may have had an effect all the same. Look what is there before anything else.';
    expect(await call).toMatchObject({
      code: 'TIMEOUT',
      body: { error: `'change_note' took longer than its limit. ${advice}`, effect: 'unknown' },
    });
  });
});

it('without a database, nobody knows what a write has done, and a read has done nothing', async () => {
  for (const [declared, effect] of [
    [writing, 'unknown'],
    [{}, 'none'],
  ] as const) {
    const begun = deferred();
    const hang: Run = async () => {
      begun.resolve();
      return new Promise(() => {});
    };
    const { desk, hand } = open(declared, hang, { database: false });
    const call = desk.call();
    await begun.promise;
    hand.pass();
    expect(await call).toMatchObject({ code: 'TIMEOUT', body: { effect } });
  }
});

describe('a tool that answers what it has', () => {
  const answering: Partial<Tool> = {
    limits: { timeoutParameter: { name: 'patience', default: 5, max: 9, onExpiry: 'answer' } },
    input: object({ patience: { type: 'integer', default: 5 } }, []),
  };

  it('answers when its signal fires, and that is committed', async () => {
    const begun = deferred();
    const { desk, hand } = open({ ...writing, ...answering }, async (_, { db, signal }) => {
      (await db()).push('written');
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { done: false };
    });
    const call = desk.call();
    await begun.promise;
    hand.pass();
    expect(await call).toMatchObject({ refused: false, value: { done: false } });
    expect(desk.database).toEqual(['begin write', 'written', 'audit ok', 'commit']);
  });

  it('has two seconds for it, then it is TIMEOUT', async () => {
    const begun = deferred();
    const { desk, hand } = open(answering, async () => {
      begun.resolve();
      return new Promise(() => {});
    });
    const call = desk.call();
    await begun.promise;
    hand.pass();
    expect(hand.limits()).toEqual([2_000]);
    hand.pass();
    expect(await call).toMatchObject({ code: 'TIMEOUT', body: { limit_seconds: 5 } });
  });
});

it('a caller who goes away ends the call, which is nobody’s fault', async () => {
  const begun = deferred();
  const gone = new AbortController();
  const { desk, hand } = open({}, async () => {
    begun.resolve();
    return new Promise(() => {});
  });
  const call = desk.call({}, { signal: gone.signal });
  await begun.promise;
  gone.abort(new Error('The client went away.'));
  expect(await call).toMatchObject({ code: 'INTERNAL_ERROR' });
  expect(desk.logged.map(({ level, message }) => [level, message])).toEqual([['info', 'a call was abandoned']]);
  expect(hand.limits()).toEqual([]);
});
