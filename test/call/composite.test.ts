import { describe, expect, test } from 'vitest';
import type { Receipt, StepEnd } from '../../runtime/context.js';
import { DeclaredFailure, type ErrorDeclaration, type Handler, type Tool } from '../../runtime/tool.js';
import { caller, Desk, object, server, tool, writing } from './desk.js';

type Step = (input: unknown, item?: string) => Promise<StepEnd<{ done: boolean }>>;
interface Ctx {
  readonly db: () => Promise<string[]>;
  readonly call: { readonly change_note: Step; readonly get_note: Step; readonly sort_notes: { readonly up: Step } };
}

const locked: ErrorDeclaration = {
  message: 'Somebody has it open.',
  http: 409,
  channel: 'result',
  data: { url: { type: 'string' } },
};
const changeNote = tool({
  ...writing,
  input: object({ id: { type: 'string' } }),
  errors: { LOCKED: locked },
});
const getNote = tool();
const sortNotes = tool({
  name: 'sort_notes',
  writeMode: 'update',
  requires: [],
  input: object({ action: { type: 'string', enum: ['up', 'down'] } }),
  actions: {
    up: { requires: [], writeMode: 'update', destructive: false, idempotent: true },
    down: { requires: [], writeMode: 'update', destructive: false, idempotent: true },
  },
});
const composite = tool({
  name: 'change_notes',
  writeMode: 'update',
  requires: [],
  composes: ['change_note', 'get_note', 'sort_notes.up'],
});

function step(declared: Tool, run: (input: Record<string, unknown>, ctx: Ctx) => Promise<unknown>): Handler<never> {
  return { tool: declared, run: run as unknown as Handler<never>['run'] };
}

/** A desk whose composite does as told; `change_note` writes its id down and fails for some. */
function deskOf(run: (ctx: Ctx) => Promise<unknown>, declared: Tool = composite, change: Partial<Tool> = {}): Desk {
  const more = [
    step({ ...changeNote, ...change }, async ({ id }, ctx) => {
      if (id === 'locked') return new DeclaredFailure('LOCKED', { url: 'https://desk.test/notes/locked' });
      if (id === 'missing') return new DeclaredFailure('NOT_FOUND', {});
      if (id === 'broken') throw new Error('a bug');
      (await ctx.db()).push(`change ${id}`);
      return { done: true };
    }),
    step(getNote, async (_, ctx) => {
      (await ctx.db()).push('read');
      return { done: true };
    }),
    step(sortNotes, async ({ action }) => ({ done: action === 'up' })),
  ];
  const errors = {
    ...server.errors,
    NO_DRY_RUN: { message: '{tool} has none.', http: 422, channel: 'result' } as const,
  };
  return new Desk(declared, (async (_: never, ctx: Ctx) => run(ctx)) as never, {
    more: more as never,
    kernel: { server: { ...server, errors } },
  });
}

const receipt = { tool: 'change_note', audit_id: expect.stringMatching(/^aud_[0-9a-f]{24}$/) };

describe('a composite', () => {
  test('lets go of its own transaction for each step, which commits by itself and has a row of its own', async () => {
    const desk = deskOf(async (ctx) => {
      (await ctx.db()).push('own');
      const end = await ctx.call.change_note({ id: 'a' });
      expect(end).toEqual({ status: 'done', value: { done: true }, receipt });
      (await ctx.db()).push('own again');
      return { done: true };
    });
    expect(await desk.call()).toMatchObject({ refused: false, meta: { receipts: [receipt] } });
    expect(desk.database).toEqual([
      ...['begin write', 'own', 'commit'],
      ...['begin write', 'change a', 'audit ok', 'commit'],
      ...['begin write', 'own again', 'audit ok', 'commit'],
    ]);
    const [stepRow, ownRow] = desk.audit;
    expect(stepRow).toMatchObject({ tool: 'change_note', outcome: 'ok', parentId: ownRow?.id, arguments: { id: 'a' } });
    expect(ownRow).toMatchObject({ tool: 'change_notes', outcome: 'ok', parentId: null });
    expect(stepRow?.traceId).toBe(ownRow?.traceId);
  });

  test('that has nothing open yet asks first whether the caller still may', async () => {
    const desk = deskOf(async (ctx) => {
      await ctx.call.get_note({});
      return { done: true };
    });
    await desk.call();
    expect(desk.database.slice(0, 5)).toEqual(['begin write', 'commit', 'begin', 'read', 'commit']);
  });

  test('runs its steps one after another, however they are begun', async () => {
    const desk = deskOf(async ({ call }) => {
      await Promise.all([
        call.change_note({ id: 'a' }),
        call.change_note({ id: 'missing' }),
        call.change_note({ id: 'b' }),
      ]);
      return { done: true };
    });
    await desk.call();
    expect(desk.database).toEqual([
      ...['begin write', 'commit'],
      ...['begin write', 'change a', 'audit ok', 'commit'],
      ...['begin write', 'change b', 'audit ok', 'commit'],
      ...['begin write', 'audit ok', 'commit'],
    ]);
  });

  test('names the action of a step for it', async () => {
    let end: unknown;
    const desk = deskOf(async (ctx) => {
      end = await ctx.call.sort_notes.up({});
      return { done: true };
    });
    await desk.call();
    expect(end).toMatchObject({ status: 'done', value: { done: true } });
    expect(desk.audit[0]).toMatchObject({ tool: 'sort_notes', action: 'up' });
  });

  test.each([
    ['missing', { status: 'failed', error: { error: 'There is no such thing here.', code: 'NOT_FOUND' } }],
    ['broken', { status: 'failed', error: expect.objectContaining({ code: 'INTERNAL_ERROR' }) }],
    [
      'locked',
      {
        status: 'needs_person',
        url: 'https://desk.test/notes/locked',
        error: { error: 'Somebody has it open.', code: 'LOCKED', url: 'https://desk.test/notes/locked' },
      },
    ],
  ])('is told how a step failed: %s', async (id, expected) => {
    let end: unknown;
    const desk = deskOf(async (ctx) => {
      end = await ctx.call.change_note({ id });
      return { done: true };
    });
    expect(await desk.call()).toMatchObject({ refused: false, meta: {} });
    expect(end).toEqual(expected);
  });

  test('gets no further than its caller may', async () => {
    let end: unknown;
    const desk = deskOf(async (ctx) => {
      end = await ctx.call.change_note({ id: 'a' });
      return { done: true };
    });
    await desk.call({}, { principal: caller({ role: 'reader' }) });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'FORBIDDEN', gate: 'privilege' } });
    expect(desk.audit[0]).toMatchObject({ tool: 'change_note', outcome: 'FORBIDDEN', gate: 'privilege' });
  });

  test('that fails tells what was done before', async () => {
    const failing = {
      ...composite,
      errors: { HALF: { message: 'Half of it.', http: 409, channel: 'result' } as const },
    };
    const desk = deskOf(async (ctx) => {
      await ctx.call.change_note({ id: 'a' }, 'first');
      (await ctx.db()).push('lost');
      return new DeclaredFailure('HALF', {});
    }, failing);
    const receipts: readonly (Receipt & { item?: string })[] = [{ ...receipt, item: 'first' }];
    expect(await desk.call()).toMatchObject({ body: { error: 'Half of it.', code: 'HALF', receipts } });
    expect(desk.database.slice(-3)).toEqual(['begin write', 'lost', 'rollback']);
  });

  test('as a dry run runs its steps dry, and is told where a step has none', async () => {
    const dryRun = { parameter: 'dry_run', default: false, by: 'resolver' } as const;
    const input = object({ dry_run: { type: 'boolean', default: false } }, []);
    const dry = { ...composite, dryRun, input };
    const ends: unknown[] = [];
    const run = async (ctx: Ctx) => {
      ends.push(await ctx.call.change_note({ id: 'a' }), await ctx.call.get_note({}));
      return { done: true };
    };
    const refusing = deskOf(run, dry);
    await refusing.call({ dry_run: true });
    expect(ends.splice(0)).toMatchObject([
      { status: 'failed', error: { error: 'change_note has none.', code: 'NO_DRY_RUN' } },
      { status: 'done', value: { done: true } },
    ]);
    expect(refusing.database).not.toContain('change a');

    const stepInput = object({ id: { type: 'string' }, dry_run: { type: 'boolean', default: false } }, ['id']);
    const dryStep = { dryRun: { ...dryRun, by: 'rollback' }, input: stepInput } as const;
    const rehearsing = deskOf(run, dry, dryStep);
    expect(await rehearsing.call({ dry_run: true })).toMatchObject({ refused: false });
    expect(ends.splice(0)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
    expect(rehearsing.database.slice(0, 3)).toEqual(['begin write', 'change a', 'rollback']);
    expect(rehearsing.audit.map(({ tool, dryRun }) => [tool, dryRun])).toEqual([
      ['change_note', true],
      ['get_note', false],
      ['change_notes', true],
    ]);

    const committing = deskOf(run, dry, { ...dryStep, dryRun: { ...dryStep.dryRun, default: true } });
    await committing.call({});
    expect(committing.database).toEqual(expect.arrayContaining(['change a', 'commit']));
    expect(committing.audit.map(({ dryRun }) => dryRun)).toEqual([false, false, false]);
  });

  test('whose caller is stale begins anew before anything is done', async () => {
    const desk = new Desk(
      composite,
      (async (_: never, ctx: Ctx) => {
        await ctx.call.get_note({});
        return { done: true };
      }) as never,
      {
        staleRole: 'reader',
        more: [step(getNote, async () => ({ done: true }))] as never,
      },
    );
    const outcome = await desk.call({}, { principal: caller({ role: 'reader' }), refresh: async () => caller() });
    expect(outcome).toMatchObject({ refused: false });
    expect(desk.audit.map(({ tool }) => tool)).toEqual(['get_note', 'change_notes']);
  });

  test('whose caller changes in the middle goes no further, and tells what was done', async () => {
    let role = 'writer';
    const run = async (_: never, ctx: Ctx & { db(): Promise<unknown> }) => {
      await ctx.call.get_note({});
      role = 'reader';
      await ctx.db();
      return { done: true };
    };
    const desk = new Desk(composite, run as never, {
      staleRole: 'reader',
      more: [step(getNote, async () => ({ done: true }))] as never,
    });
    const { active, ...person } = caller();
    const changing = Object.defineProperty({ ...active }, 'role', { get: () => role });
    const outcome = await desk.call({}, { principal: { ...person, active: changing } });
    const [read] = desk.audit;
    expect(outcome).toMatchObject({ refused: true, http: 403 });
    expect('body' in outcome && outcome.body).toEqual({
      error:
        "You may not call 'change_notes' here. What you may do, or where you work, has changed while it ran: what was done before that stays.",
      code: 'FORBIDDEN',
      gate: 'find',
      receipts: [{ tool: 'get_note', audit_id: read?.id }],
    });
  });
});

describe('outcomes', () => {
  const outcomes = tool({
    input: object({ ids: { type: 'array', items: { type: 'string' } } }),
    output: { kind: 'outcomes', per: 'ids', value: object({ at: { type: 'integer' } }), properties: {} },
  });
  const done = (item: string) => ({ item, status: 'done', value: { at: 1 } });

  test.each([
    ['one for each item, in order', [done('a'), done('b')], 'ok'],
    ['one too few', [done('a')], 'OUTPUT_INVALID'],
    ['one too many', [done('a'), done('b'), done('c')], 'OUTPUT_INVALID'],
    ['in another order', [done('b'), done('a')], 'OUTPUT_INVALID'],
    ['twice the same', [done('a'), done('a')], 'OUTPUT_INVALID'],
  ])('%s', async (_, results, expected) => {
    const outcome = await new Desk(outcomes, async () => ({ results })).call({ ids: ['a', 'b'] });
    expect('code' in outcome ? outcome.code : 'ok').toBe(expected);
  });
});
