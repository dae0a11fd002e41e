import { describe, expect, test } from 'vitest';
import { ClaimLost, type Claims } from '../../runtime/store/claims.js';
import { createMemoryClaims } from '../../runtime/store/memory/claims.js';
import { DeclaredFailure, type Tool } from '../../runtime/tool.js';
import { caller, Desk, type DeskOptions, object, server, tool, writing } from './desk.js';

const key = { type: 'string' } as const;
const errors = { ...server.errors, CONFLICT: { http: 409, channel: 'result', message: 'This key {reason}' } } as const;
const timedOut = { http: 504, channel: 'result', message: 'Too long.' } as const;

/** A write that takes a key and may send mail. */
const keyed: Partial<Tool> = {
  ...writing,
  idempotency: true,
  effects: ['mail'],
  formats: ['concise', 'detailed'],
  input: object(
    { text: key, idempotency_key: key, response_format: { type: 'string', enum: ['concise', 'detailed'] } },
    [],
  ),
  output: { kind: 'object', shape: object({ at: key, note: { type: 'string', detail: true } }) },
  errors: { NOTE_LOCKED: { http: 409, channel: 'result', message: 'The note is locked.' } },
};

type Mail = (
  run: (client: unknown, call: { readonly key: string; readonly again: boolean }) => Promise<void>,
) => Promise<void>;
type Ctx = { readonly db: () => Promise<string[]>; readonly effects: { readonly mail: Mail } };

/** A desk whose tool does what each of its runs is told, one after another; the last again and again. */
function desk(runs: readonly ((ctx: Ctx, desk: Desk) => Promise<unknown>)[], options: DeskOptions = {}) {
  const claims: Claims<unknown> = createMemoryClaims();
  const sent: { readonly key: string; readonly again: boolean }[] = [];
  let ran = 0;
  const made: Desk = new Desk(
    tool(keyed),
    async (_, ctx) => {
      const run = runs[Math.min(ran, runs.length - 1)];
      ran += 1;
      return run?.(ctx as unknown as Ctx, made);
    },
    { ...options, kernel: { server: { ...server, errors: { ...errors, TIMEOUT: timedOut } }, ...options.kernel } },
  );
  Object.assign(made.kernel.host.store, { claims });
  Object.assign(made.kernel.host, { effects: { mail: {} } });
  const mail: (ctx: Ctx) => Promise<void> = (ctx) =>
    ctx.effects.mail(async (_, { key, again }) => {
      sent.push({ key, again });
      made.database.push('mail');
    });
  return { desk: made, claims, sent, mail, runs: () => ran };
}

const once = { idempotency_key: 'k1' };
const done = async () => ({ at: 'noon', note: 'long' });

describe('a replay', () => {
  test('answers what was kept, for the format asked now, and shows in the audit', async () => {
    const { desk: office, runs } = desk([done]);
    expect(await office.call(once)).toMatchObject({ value: { at: 'noon' } });
    const again = await office.call({ ...once, response_format: 'detailed' });
    expect(again).toMatchObject({ refused: false, value: { at: 'noon', note: 'long' } });
    expect(runs()).toBe(1);
    expect(office.audit.map(({ outcome, replayed }) => [outcome, replayed])).toEqual([
      ['ok', false],
      ['ok', true],
    ]);
  });

  test('is of the same arguments', async () => {
    const { desk: office, runs } = desk([done]);
    await office.call({ ...once, text: 'a' });
    const body = { error: 'This key was used with other arguments. Send a new key.', code: 'CONFLICT' };
    expect(await office.call({ ...once, text: 'b' })).toMatchObject({ refused: true, gate: 'claim', http: 409, body });
    expect(runs()).toBe(1);
  });

  test('is for the same caller, who still may', async () => {
    const { desk: office, runs } = desk([done]);
    await office.call(once);
    expect(await office.call(once, { principal: caller({ role: 'reader' }) })).toMatchObject({ code: 'FORBIDDEN' });
    await office.call(once, { principal: { ...caller(), id: 'per_2' } });
    expect(runs()).toBe(2);
  });

  test('is of a call that the same connection made where it is no longer, and goes no further', async () => {
    const here = caller();
    const elsewhere = { contexts: { person: 'per_1', org: 'org_2' } };
    const { desk: office, runs } = desk([done]);
    await office.call(once, { principal: here });
    // Granted both: a key of another tenant is another key.
    const both = { ...caller(elsewhere), standings: [here.active, caller(elsewhere).active] };
    await office.call(once, { principal: both });
    expect(runs()).toBe(2);
    const { desk: next, runs: ran } = desk([done]);
    await next.call(once, { principal: here });
    expect(await next.call(once, { principal: caller(elsewhere) })).toMatchObject({ meta: { organization: 'org_1' } });
    expect(ran()).toBe(1);
    await next.call(once, { principal: caller(elsewhere, { id: 'con_2' }) });
    expect(ran()).toBe(2);
  });

  test('is waited for while the first runs', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { desk: office, runs } = desk([() => finished.then(done)]);
    const both = [office.call(once), office.call(once)];
    finish();
    const [one, two] = await Promise.all(both);
    expect(two).toMatchObject({ refused: false, value: { at: 'noon' } });
    expect(one).toMatchObject({ value: { at: 'noon' } });
    expect(runs()).toBe(1);
  });

  test('is a conflict when the tool’s time is over first', async () => {
    const limits: (() => void)[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const timer = (_: number, fire: () => void) => {
      limits.push(fire);
      return () => {};
    };
    const { desk: office } = desk([() => finished.then(done)], { kernel: { timer } });
    const first = office.call(once);
    await expect
      .poll(() => office.kernel.host.store.claims.find({ principal: 'per_1', tool: 'change_note', key: 'k1' }))
      .toHaveLength(1);
    const before = limits.length;
    const second = office.call(once);
    await expect.poll(() => limits.length).toBe(before + 1);
    limits.at(-1)?.();
    expect(await second).toMatchObject({ code: 'CONFLICT', body: { in_progress: true } });
    finish();
    expect(await first).toMatchObject({ value: { at: 'noon' } });
  });
});

describe('a key', () => {
  const fails: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['fails as declared', async () => new DeclaredFailure('NOTE_LOCKED', {})],
    ['throws', () => Promise.reject(new Error('a bug'))],
    ['answers what does not fit', async () => ({ at: 7 })],
  ];
  test.each(fails)('whose call %s is free again', async (_, fail) => {
    const { desk: office, runs } = desk([fail, done]);
    expect(await office.call(once)).toMatchObject({ refused: true });
    expect(await office.call({ ...once, text: 'other' })).toMatchObject({ value: { at: 'noon' } });
    expect(runs()).toBe(2);
  });

  test('of a caller who goes away is free again', async () => {
    const gone = new AbortController();
    const { desk: office, runs } = desk([
      async () => {
        gone.abort();
        return new Promise(() => {});
      },
      done,
    ]);
    await office.call(once, { signal: gone.signal });
    expect(await office.call(once)).toMatchObject({ value: { at: 'noon' } });
    expect(runs()).toBe(2);
  });

  test('of a caller who turns out to be stale serves the second attempt', async () => {
    const { desk: office } = desk([(ctx) => ctx.db().then(done)], { staleRole: 'writer' });
    const fresh = { ...caller(), active: { ...caller().active, role: 'editor' } };
    Object.assign(office.kernel.server.roles, { editor: ['desk:note:write'] });
    const answer = await office.call(once, { refresh: async () => ({ ...fresh, standings: [fresh.active] }) });
    expect(answer).toMatchObject({ value: { at: 'noon' } });
  });

  test('that another attempt has taken over commits nothing of this one', async () => {
    const { desk: office, claims } = desk([(ctx) => ctx.db().then(done)]);
    claims.answer = () => Promise.reject(new ClaimLost('gone'));
    expect(await office.call(once)).toMatchObject({ code: 'CONFLICT', body: { in_progress: true } });
    expect(office.database).toEqual(['begin write', 'audit ok', 'rollback']);
  });

  test('keeps no answer that anybody could read', async () => {
    const { desk: office, claims } = desk([done]);
    await office.call(once);
    const [kept] = await claims.find({ principal: 'per_1', tool: 'change_note', key: 'k1' });
    expect(kept?.answer).not.toContain('noon');
    expect(kept?.answer).toMatch(/^[\w-]{8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

describe('an outward effect', () => {
  test('stands between two transactions, the answer in the last', async () => {
    const {
      desk: office,
      mail,
      sent,
    } = desk([
      async (ctx) => {
        await ctx.db();
        await mail(ctx);
        await ctx.db();
        return done();
      },
    ]);
    await office.call(once);
    expect(office.database).toEqual(['begin write', 'commit', 'mail', 'begin write', 'audit ok', 'commit']);
    expect(sent).toEqual([{ key: expect.stringMatching(/^[\w-]{43}$/), again: false }]);
  });

  test('is told by a receipt where the answer after it has to be withheld', async () => {
    const { desk: office, mail, sent } = desk([(ctx) => mail(ctx).then(() => ({ at: 7 }))]);
    const withheld = await office.call(once);
    const [{ id } = { id: '' }] = office.audit;
    expect(withheld).toMatchObject({
      code: 'OUTPUT_INVALID',
      message:
        'The answer did not fit its own schema and was withheld. What was done before may have taken effect: look before you try again, or use the same idempotency key.',
      body: { receipt: { tool: office.tool.name, audit_id: id } },
    });
    await office.call(once);
    expect(sent.map(({ again }) => again)).toEqual([false, true]);
  });

  test('waits for the check that the caller still may', async () => {
    const { desk: office, mail, sent } = desk([(ctx) => mail(ctx).then(done)], { staleRole: 'writer' });
    expect(await office.call(once)).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(sent).toEqual([]);
  });

  test('has the same key at each try of the same step, and another at another', async () => {
    const twice = async (ctx: Ctx) => {
      await mail(ctx);
      await mail(ctx);
      throw new Error('lost');
    };
    const { desk: office, mail, sent } = desk([twice]);
    await office.call(once);
    await office.call(once);
    await office.call({ idempotency_key: 'k2' });
    const keys = sent.map(({ key }) => key);
    expect(sent.map(({ again }) => again)).toEqual([false, false, true, true, false, false]);
    expect(keys.slice(2, 4)).toEqual(keys.slice(0, 2));
    expect(new Set(keys).size).toBe(4);
  });

  test('makes a failure the answer', async () => {
    const { desk: office, mail, runs } = desk([(ctx) => mail(ctx).then(() => new DeclaredFailure('NOTE_LOCKED', {}))]);
    const first = await office.call(once);
    expect(first).toMatchObject({ code: 'NOTE_LOCKED', body: { error: 'The note is locked.' } });
    expect(await office.call(once)).toEqual({ ...first, replayed: true });
    expect(runs()).toBe(1);
    expect(office.audit.map(({ outcome, replayed }) => [outcome, replayed])).toEqual([
      ['NOTE_LOCKED', false],
      ['NOTE_LOCKED', true],
    ]);
  });

  test('that may have been had keeps its key from other arguments', async () => {
    const { desk: office, mail } = desk([(ctx) => mail(ctx).then(() => Promise.reject(new Error('lost'))), done]);
    await office.call(once);
    expect(await office.call({ ...once, text: 'other' })).toMatchObject({ code: 'CONFLICT' });
    expect(await office.call(once)).toMatchObject({ value: { at: 'noon' } });
  });

  test('without a client is a bug that is told to the log', async () => {
    const { desk: office, mail, sent } = desk([(ctx) => mail(ctx).then(done)]);
    Object.assign(office.kernel.host, { effects: {} });
    expect(await office.call(once)).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(JSON.stringify(office.logged)).toContain("No client has the effect 'mail'. Put one in host.effects.");
    expect(sent).toEqual([]);
  });

  test('of a call that has ended never happens', async () => {
    let later: (() => Promise<void>) | undefined;
    const {
      desk: office,
      mail,
      sent,
    } = desk([
      async (ctx) => {
        later = () => mail(ctx);
        return done();
      },
    ]);
    await office.call(once);
    await expect(later?.()).rejects.toThrow('The call has ended.');
    expect(sent).toEqual([]);
  });
});

describe('a dry run', () => {
  const dry: Partial<Tool> = {
    ...writing,
    dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
    idempotency: true,
    input: object({ dry_run: { type: 'boolean' }, idempotency_key: key }, []),
  };

  test('is rolled back, whatever it does, and keeps nothing', async () => {
    const office = new Desk(tool(dry), async (_, ctx) => {
      await ctx.db();
      return { done: true };
    });
    const answer = await office.call({ dry_run: true, idempotency_key: 'k1' });
    expect(answer).toMatchObject({ refused: false, value: { done: true }, meta: { dryRun: { writes: null } } });
    expect(office.database).toEqual(['begin write', 'rollback']);
    expect(await office.kernel.host.store.claims.find({ principal: 'per_1', tool: 'change_note', key: 'k1' })).toEqual(
      [],
    );
    expect(office.audit).toMatchObject([{ outcome: 'ok', dryRun: true }]);
  });

  test('has no effects', async () => {
    let sent = 0;
    const office = new Desk(tool({ ...dry, effects: ['mail'] }), async (_, ctx) => {
      const { effects } = ctx as unknown as Ctx;
      await effects.mail(async () => {
        sent += 1;
      });
      return { done: true };
    });
    Object.assign(office.kernel.host, { effects: { mail: {} } });
    expect(await office.call({ dry_run: true })).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(JSON.stringify(office.logged)).toContain("is in a dry run and would have the effect 'mail'");
    expect(sent).toBe(0);
  });
});
