import { beforeEach, describe, expect, it } from 'vitest';
import { cachePrincipals } from '../../runtime/auth/principal-cache.js';
import type { Host } from '../../runtime/host.js';
import type { Credential, Principal } from '../../runtime/principal.js';
import type { Notices } from '../../runtime/store/postgres/notices.js';
import { principalIn } from '../store/kernel.js';

const credential = (value: string, session: string | null = null): Credential => ({ kind: 'bearer', value, session });

/** Notices that come when the test says so, and a clock that it turns. */
class Outside {
  healthy = true;
  time = 0;
  date = new Date(0);
  asked: string[] = [];
  answer: (value: string) => Promise<Principal | null> = async (value) =>
    value.startsWith('bad') ? null : { ...principalIn('acme', `key_${value}`), id: `person_${value}` };
  private hear: (payload: string) => void = () => {};
  private lose: () => void = () => {};

  readonly notices: Notices = {
    on: (_channel, hear) => {
      this.hear = hear;
      return () => {};
    },
    onLoss: (lose) => {
      this.lose = lose;
      return () => {};
    },
    get healthy() {
      return outside.healthy;
    },
    onRegain: () => () => {},
    session: async () => '1',
    renew: () => {},
    ready: async () => {},
    close: async () => {},
  };

  tell(payload: string): void {
    this.hear(payload);
  }

  breakDown(): void {
    this.healthy = false;
    this.lose();
  }
}

let outside: Outside;
let identify: Host['identify'];

beforeEach(() => {
  outside = new Outside();
  identify = cachePrincipals(
    ({ value }) => {
      outside.asked.push(value);
      return outside.answer(value);
    },
    outside.notices,
    () => outside.time,
    () => outside.date,
  );
});

describe('a cached principal', () => {
  it('is asked for once in five seconds', async () => {
    const first = await identify(credential('a'));
    outside.time = 4_999;
    expect(await identify(credential('a'))).toBe(first);
    expect(outside.asked).toEqual(['a']);
    outside.time = 5_000;
    await identify(credential('a'));
    expect(outside.asked).toEqual(['a', 'a']);
  });

  it('is forgotten at the moment at which its connection ends by itself', async () => {
    const expiresAt = new Date(2_000);
    const made = principalIn('acme', 'key_a');
    outside.answer = async () => ({ ...made, connection: { ...made.connection, expiresAt } });
    await identify(credential('a'));
    outside.date = new Date(1_999);
    await identify(credential('a'));
    expect(outside.asked).toEqual(['a']);
    outside.date = expiresAt;
    outside.answer = async () => null;
    expect(await identify(credential('a'))).toBeNull();
    expect(outside.asked).toEqual(['a', 'a']);
  });

  it.each(['person_a', 'key_a'])('is forgotten when a notice names %s, and others are not', async (id) => {
    await identify(credential('a'));
    await identify(credential('b'));
    outside.tell(id);
    await identify(credential('a'));
    await identify(credential('b'));
    expect(outside.asked).toEqual(['a', 'b', 'a']);
  });

  it('is another one in each session', async () => {
    await identify(credential('a', 'one'));
    await identify(credential('a', 'two'));
    expect(outside.asked).toEqual(['a', 'a']);
  });

  it('is passed over by a fresh look, which replaces it', async () => {
    const old = await identify(credential('a'));
    const fresh = await identify(credential('a'), { fresh: true });
    expect(fresh).not.toBe(old);
    expect(await identify(credential('a'))).toBe(fresh);
    expect(outside.asked).toEqual(['a', 'a']);
  });

  it('is forgotten when a fresh look finds nobody', async () => {
    await identify(credential('a'));
    outside.answer = async () => null;
    expect(await identify(credential('a'), { fresh: true })).toBeNull();
    expect(await identify(credential('a'))).toBeNull();
  });
});

describe('nothing is remembered', () => {
  it('of a credential that is nobody', async () => {
    expect(await identify(credential('bad'))).toBeNull();
    expect(await identify(credential('bad'))).toBeNull();
    expect(outside.asked).toEqual(['bad', 'bad']);
  });

  it('while notices are not heard, nor of the time before', async () => {
    await identify(credential('a'));
    outside.breakDown();
    await identify(credential('a'));
    await identify(credential('a'));
    outside.healthy = true;
    await identify(credential('a'));
    expect(outside.asked).toEqual(['a', 'a', 'a', 'a']);
  });

  it('of an answer that a notice overtook', async () => {
    let release = () => {};
    outside.answer = () => new Promise((resolve) => (release = () => resolve(principalIn('acme', 'key_a'))));
    const slow = identify(credential('a'));
    outside.tell('key_a');
    release();
    expect((await slow)?.active.contexts).toEqual({ org: 'acme' });
    outside.answer = async () => principalIn('globex', 'key_a');
    expect((await identify(credential('a')))?.active.contexts).toEqual({ org: 'globex' });
  });

  it('of a question that a notice overtook, for those who ask after it', async () => {
    outside.answer = () => new Promise(() => {});
    void identify(credential('a'));
    outside.tell('key_a');
    outside.answer = async () => principalIn('globex', 'key_a');
    expect((await identify(credential('a')))?.active.contexts).toEqual({ org: 'globex' });
  });
});

it('asks once for calls at the same moment, also when that fails', async () => {
  const both = await Promise.all([identify(credential('a')), identify(credential('a'))]);
  expect(both[0]).toBe(both[1]);
  outside.answer = () => Promise.reject(new Error('away'));
  const failing = await Promise.allSettled([identify(credential('b')), identify(credential('b'))]);
  expect(failing.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(outside.asked).toEqual(['a', 'b']);
});

it('holds ten thousand principals, and drops the one not used for longest', async () => {
  for (let index = 0; index < 10_000; index += 1) await identify(credential(String(index)));
  await identify(credential('0'));
  await identify(credential('one more'));
  outside.asked = [];
  for (const value of ['0', '2', '1']) await identify(credential(value));
  expect(outside.asked).toEqual(['1']);
});
