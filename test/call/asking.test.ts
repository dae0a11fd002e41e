import { describe, expect, test } from 'vitest';
import type { CallingClient, Question, Reply } from '../../runtime/call/calling-client.js';
import type { WithAsks, WithClient } from '../../runtime/context.js';
import type { Shape, Tool } from '../../runtime/tool.js';
import { caller, Desk, type OfDatabase, object, tool } from './desk.js';

interface Questions {
  readonly colour: { readonly colour: string };
  readonly size: { readonly size: number };
}

type Ctx = WithAsks<Questions> & WithClient & OfDatabase;

const colour: Shape = object({ colour: { type: 'string', enum: ['red', 'blue'] } });
const size: Shape = object({ size: { type: 'integer', minimum: 1, maximum: 9 } });

const asking: Partial<Tool> = {
  name: 'paint',
  writeMode: 'update',
  requires: [{ privilege: 'desk:note:write' }],
  output: { kind: 'object', shape: object({ done: { type: 'boolean' }, colour: { type: 'string' } }) },
  asks: {
    colour: {
      message: 'Which colour for {what}?',
      form: colour,
      schema: { type: 'object', properties: { shown: {} } },
    },
    size: { message: 'How big?', form: size, schema: { type: 'object' } },
  },
};

function desk(run: (ctx: Ctx) => Promise<unknown>, more: Partial<Tool> = {}): Desk {
  return new Desk(tool({ ...asking, ...more }), (_, ctx) => run(ctx as unknown as Ctx));
}

const paint = async (ctx: Ctx) => {
  const { colour } = await ctx.ask('colour', { what: 'the door' });
  await ctx.ask('size');
  (await ctx.db()).push(`painted ${colour}`);
  return { done: true, colour };
};

/** A client that is asked while the call waits. */
function waiting(desk: Desk, answer: (question: Question) => Reply): CallingClient {
  return {
    elicitation: {
      kind: 'wait',
      async ask(question) {
        desk.database.push(`asked ${question.key}: ${question.message}`);
        return answer(question);
      },
    },
  };
}

const accept = (content: Record<string, unknown>): Reply => ({ action: 'accept', content });
const willing = ({ key }: Question) => accept(key.startsWith('colour') ? { colour: 'red' } : { size: '3' });

/** A client that sends the call again with what it was asked. */
function rounds(state: string | null, results: Readonly<Record<string, unknown>> = {}): CallingClient {
  const all = new Map(Object.entries(results));
  const replies = all as ReadonlyMap<string, Reply>;
  return {
    rounds: { state, results: all },
    may: new Set(['sampling/createMessage']),
    elicitation: { kind: 'again', state, replies },
  };
}

async function questionsOf(desk: Desk, client: CallingClient) {
  const outcome = await desk.call({}, { client });
  if (!outcome.inputRequired) throw new Error(`The call should ask and answers ${JSON.stringify(outcome)}.`);
  return outcome.inputRequired;
}

describe('a client that waits', () => {
  test('is asked with nothing open, and what is written afterwards is committed', async () => {
    const held = desk(async (ctx) => {
      (await ctx.db()).push('read');
      return paint(ctx);
    });
    const outcome = await held.call({}, { client: waiting(held, willing) });
    expect(outcome).toMatchObject({ refused: false, value: { done: true, colour: 'red' } });
    expect(held.database).toEqual([
      ...['begin write', 'read', 'rollback'],
      ...['asked colour: Which colour for the door?', 'asked size: How big?'],
      ...['begin write', 'painted red', 'audit ok', 'commit'],
    ]);
  });

  test.each(['decline', 'cancel'] as const)('may %s, and then nothing is written', async (action) => {
    const held = desk(paint);
    const outcome = await held.call({}, { client: waiting(held, () => ({ action })) });
    expect(outcome).toMatchObject({ refused: true, code: 'DECLINED', body: { question: 'colour' } });
    expect(held.database).toEqual(['asked colour: Which colour for the door?']);
    expect(held.audit.map((row) => row.outcome)).toEqual(['DECLINED']);
  });

  test('is told where its answer does not fit', async () => {
    const held = desk(paint);
    const answer = ({ key }: Question) => accept(key === 'colour' ? { colour: 'red' } : { size: 10 });
    const outcome = await held.call({}, { client: waiting(held, answer) });
    expect(outcome).toMatchObject({
      code: 'VALIDATION_ERROR',
      body: {
        details: { 'size.size': ['The size.size field must be at most 9'] },
        pointers: [{ pointer: '/size/size', expected: 'at most 9', received: '10' }],
      },
    });
  });

  test('a resolver that swallows the refusal does not undo it', async () => {
    const held = desk(async (ctx) => {
      await ctx.ask('colour').catch(() => {});
      (await ctx.db()).push('painted all the same');
      return { done: true, colour: 'none' };
    });
    const outcome = await held.call({}, { client: waiting(held, () => ({ action: 'decline' })) });
    expect(outcome).toMatchObject({ refused: true, code: 'DECLINED' });
    expect(held.database.at(-1)).toBe('rollback');
  });
});

describe('a client that sends the call again', () => {
  test('goes through the questions round by round', async () => {
    const held = desk(paint);
    const first = await questionsOf(held, rounds(null));
    expect(first.questions).toEqual([
      { key: 'colour', message: 'Which colour for the door?', form: asking.asks?.colour?.schema },
    ]);
    const second = await questionsOf(held, rounds(first.state, { colour: accept({ colour: 'blue' }) }));
    expect(second.questions.map(({ key }) => key)).toEqual(['size']);
    const outcome = await held.call({}, { client: rounds(second.state, { size: accept({ size: 1 }) }) });
    expect(outcome).toMatchObject({ refused: false, value: { done: true, colour: 'blue' } });
    expect(held.database).toEqual(['begin write', 'painted blue', 'audit ok', 'commit']);
    expect(held.audit.map((row) => row.outcome)).toEqual(['input_required', 'input_required', 'ok']);
  });

  test('is asked at once what a resolver asks at once', async () => {
    const held = desk(
      async (ctx) => {
        const [{ colour }] = await Promise.all([
          ctx.ask('colour'),
          ctx.ask('size'),
          ctx.client.sample({ maxTokens: 1 }),
        ]);
        return { done: true, colour };
      },
      { usesClient: ['sampling'] },
    );
    const { questions, requests, state } = await questionsOf(held, rounds(null));
    expect(questions.map(({ key }) => key)).toEqual(['colour', 'size']);
    expect(requests).toEqual([
      { key: 'sampling/createMessage', method: 'sampling/createMessage', params: { maxTokens: 1 } },
    ]);
    const replies = {
      colour: accept({ colour: 'red' }),
      size: accept({ size: 2 }),
      'sampling/createMessage': { role: 'assistant', content: { type: 'text', text: 'Hm.' } },
    };
    const outcome = await held.call({}, { client: rounds(state, replies) });
    expect(outcome).toMatchObject({ value: { done: true, colour: 'red' } });
  });

  test('is asked the same question twice under two names', async () => {
    const held = desk(async (ctx) => {
      const first = await ctx.ask('colour');
      const second = await ctx.ask('colour');
      return { done: true, colour: `${first.colour} and ${second.colour}` };
    });
    const first = await questionsOf(held, rounds(null));
    const second = await questionsOf(held, rounds(first.state, { colour: accept({ colour: 'red' }) }));
    expect(second.questions.map(({ key }) => key)).toEqual(['colour#2']);
    const client = rounds(second.state, { 'colour#2': accept({ colour: 'blue' }) });
    expect(await held.call({}, { client })).toMatchObject({ value: { colour: 'red and blue' } });
  });

  test('answers nothing that it was not asked', async () => {
    const held = desk(paint);
    const early = { colour: accept({ colour: 'red' }), size: accept({ size: 1 }) };
    const first = await questionsOf(held, rounds(null, early));
    expect(first.questions.map(({ key }) => key)).toEqual(['colour']);
    const second = await questionsOf(held, rounds(first.state, early));
    expect(second.questions.map(({ key }) => key)).toEqual(['size']);
  });

  test('asks nobody again who has agreed to the call', async () => {
    const held = desk(paint, { confirm: true });
    const asked = caller({}, { confirm: 'ask' });
    const send = async (client: CallingClient) => (await held.call({}, { client, principal: asked })).inputRequired;
    const agree = await send(rounds(null));
    expect(agree?.questions.map(({ key }) => key)).toEqual(['toolwright:confirmation']);
    const first = await send(rounds(agree?.state ?? '', { 'toolwright:confirmation': accept({}) }));
    expect(first?.questions.map(({ key }) => key)).toEqual(['colour']);
    const second = await send(rounds(first?.state ?? '', { colour: accept({ colour: 'red' }) }));
    expect(second?.questions.map(({ key }) => key)).toEqual(['size']);
    const client = rounds(second?.state ?? '', { size: accept({ size: 1 }) });
    expect(await held.call({}, { client, principal: asked })).toMatchObject({ value: { colour: 'red' } });
  });
});

test('a client that cannot be asked is told what it would be', async () => {
  const held = desk(paint);
  expect(await held.call()).toMatchObject({
    refused: true,
    code: 'INPUT_REQUIRED',
    body: {
      questions: [{ name: 'colour', message: 'Which colour for the door?', schema: asking.asks?.colour?.schema }],
    },
  });
  expect(held.database).toEqual([]);
});

test('what has been committed before a question is a mistake of the resolver, and told in the log', async () => {
  const held = desk(async (ctx) => {
    (await ctx.db()).push('painted first');
    return paint(ctx);
  });
  const { database } = held.kernel.host;
  const wrote = { ...database, hasWritten: async () => true };
  Object.assign(held.kernel.host, { database: wrote });
  const outcome = await held.call({}, { client: waiting(held, willing) });
  expect(outcome).toMatchObject({ code: 'INTERNAL_ERROR' });
  expect(held.database).toEqual(['begin write', 'painted first', 'rollback']);
  expect(held.logged.at(-1)?.fields.err).toMatchObject({
    message: "'paint' asks 'colour' after it has written or had an effect. Ask everything first.",
  });
});
