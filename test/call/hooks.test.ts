import { describe, expect, test } from 'vitest';
import type { HookedEnd, Hooks } from '../../runtime/call/hooks.js';
import { DeclaredFailure, type Shape } from '../../runtime/tool.js';
import { caller, Desk, object, tool } from './desk.js';

const text: Shape = { type: 'string' };
const told = tool({
  input: object({ id: text, token: { ...text, sensitivity: 'secret' } }),
  output: {
    kind: 'object',
    shape: object({
      id: text,
      key: { ...text, sensitivity: 'secret' },
      inner: { ...text, privilege: 'desk:note:secrets' },
      label: { ...text, trust: 'untrusted' },
    }),
  },
  errors: { NOT_NOW: { message: 'Not before {hour}.', http: 409, channel: 'result', data: { hour: text } } },
});
const output = { id: 'n1', key: 'swordfish', inner: 'x', label: 'by a stranger' };
const input = { id: 'n1', token: 'swordfish' };
const seen = {
  tool: 'get_note',
  arguments: { id: 'n1', token: '[secret]' },
  principal: { id: 'per_1', name: expect.any(String) },
  connection: 'con_1',
  traceId: '0123456789abcdef0123456789abcdef',
};

function deskOf(hooks: Hooks): Desk {
  return new Desk(told, async () => output, { kernel: { hooks } });
}

describe('before-hooks', () => {
  test('are told of the call, without secrets, in order, and let it pass', async () => {
    const calls: unknown[] = [];
    const desk = deskOf({
      before: [
        async (call) => {
          await new Promise((resolve) => setImmediate(resolve));
          calls.push(['first', call]);
          return undefined;
        },
        (call) => {
          calls.push(['second', call]);
          return undefined;
        },
      ],
    });
    expect(await desk.call(input)).toMatchObject({ refused: false });
    expect(calls).toEqual([
      ['first', seen],
      ['second', seen],
    ]);
  });

  test.each([
    ['returned', () => new DeclaredFailure('NOT_NOW', { hour: 'nine' })],
    [
      'thrown',
      () => {
        throw new DeclaredFailure('NOT_NOW', { hour: 'nine' });
      },
    ],
  ])('refuse with a declared error that is %s; the next ones and the resolver are not asked', async (_, refuse) => {
    let asked = false;
    const desk = deskOf({
      before: [
        refuse,
        () => {
          asked = true;
          return undefined;
        },
      ],
    });
    expect(await desk.call(input)).toMatchObject({
      gate: 'hook',
      code: 'NOT_NOW',
      body: { error: 'Not before nine.', code: 'NOT_NOW', hour: 'nine' },
    });
    expect(asked).toBe(false);
    expect(desk.database).toEqual([]);
    expect(desk.audit).toMatchObject([{ outcome: 'NOT_NOW', gate: 'hook' }]);
  });

  test('that refuse with what nobody declares refuse all the same', async () => {
    const desk = deskOf({ before: [() => new DeclaredFailure('NO_SUCH', {})] });
    expect(await desk.call(input)).toMatchObject({ refused: true, code: 'INTERNAL_ERROR' });
  });

  test('that throw are logged, and the call goes on', async () => {
    const desk = deskOf({
      before: [
        () => {
          throw new Error('a bug of the hook');
        },
      ],
    });
    expect(await desk.call(input)).toMatchObject({ refused: false });
    expect(desk.logged).toMatchObject([
      { level: 'error', message: 'a hook before a call failed, and the call goes on' },
    ]);
  });

  test('are not asked of what the gates refuse', async () => {
    let asked = false;
    const desk = deskOf({
      before: [
        () => {
          asked = true;
          return undefined;
        },
      ],
    });
    await desk.call(input, { principal: caller({ role: 'none' }) });
    expect(asked).toBe(false);
  });
});

describe('after-hooks', () => {
  const ends = async (hooks: (told: HookedEnd[]) => Hooks, call: (desk: Desk) => Promise<unknown>) => {
    const told: HookedEnd[] = [];
    const desk = deskOf(hooks(told));
    await call(desk);
    await desk.kernel.behind.settled();
    return { told, desk };
  };
  const keep = (told: HookedEnd[]): Hooks => ({ after: [(end) => void told.push(end)] });

  test('are told what the caller got, without secrets', async () => {
    const reader = caller({ role: 'reader' });
    const { told } = await ends(keep, (desk) => desk.call(input, { principal: reader }));
    const result = { id: 'n1', key: '[secret]', label: { untrusted: 'by a stranger' } };
    expect(told).toEqual([{ ...seen, result, exception: null, durationMs: expect.any(Number) }]);
  });

  test('are told of refusals', async () => {
    const { told } = await ends(keep, (desk) => desk.call(input, { principal: caller({ role: 'none' }) }));
    const exception = { code: 'FORBIDDEN', message: "You may not call 'get_note' here." };
    expect(told).toEqual([{ ...seen, result: null, exception, durationMs: expect.any(Number) }]);
  });

  test('run behind the answer, one after another; one that throws is logged and keeps nobody from the next', async () => {
    const order: string[] = [];
    const { desk } = await ends(
      () => ({
        after: [
          async () => {
            await new Promise((resolve) => setImmediate(resolve));
            order.push('first');
            throw new Error('a bug of the hook');
          },
          () => void order.push('second'),
        ],
      }),
      async (desk) => {
        await desk.call(input);
        order.push('answered');
      },
    );
    expect(order).toEqual(['answered', 'first', 'second']);
    expect(desk.logged).toMatchObject([{ level: 'error', message: 'a hook after a call failed' }]);
  });
});
