import { describe, expect, test } from 'vitest';
import type { CallOutcome, CallRequest } from '../../runtime/call/call.js';
import type { Elicitation, InputRequired, Reply } from '../../runtime/call/calling-client.js';
import type { Principal } from '../../runtime/principal.js';
import type { Tool } from '../../runtime/tool.js';
import { caller, Desk, object, tool, writing } from './desk.js';

const asking: Partial<Tool> = {
  ...writing,
  confirm: true,
  input: object(
    {
      note: { type: 'string' },
      password: { type: 'string', sensitivity: 'secret' },
      quoted: { type: 'string', trust: 'untrusted' },
    },
    ['note'],
  ),
};
const key = 'toolwright:confirmation';
const accepted: Reply = { action: 'accept', content: {} };
const ana = caller({}, { confirm: 'ask' });

/** A desk whose one tool asks, on a clock that can be set. */
function deskOf(changes: Partial<Tool> = {}, people = true) {
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  let runs = 0;
  const desk: Desk = new Desk(
    tool({ ...asking, ...changes }),
    async () => {
      runs += 1;
      return { done: true };
    },
    { kernel: { now: () => clock.now } },
  );
  const { host } = desk.kernel;
  const kernel = {
    ...desk.kernel,
    host: {
      ...host,
      ...(people && { people: { verify: async () => null } }),
      describeTenant: async () => 'Red\u202e Team',
    },
  };
  Object.assign(desk, { kernel });
  return {
    desk,
    clock,
    runs: () => runs,
    approvals: host.store.approvals,
    call: (input: object = { note: 'n1' }, request: Partial<CallRequest> = {}) =>
      desk.call(input, { principal: ana, ...request }),
  };
}

type Office = ReturnType<typeof deskOf>;

function again(state: string | null, reply?: Reply): Partial<CallRequest> {
  const elicitation: Elicitation = { kind: 'again', state, replies: new Map(reply ? [[key, reply]] : []) };
  return { client: { elicitation, rounds: { state, results: new Map() } } };
}

async function firstRound(office: Office, request: Partial<CallRequest> = {}): Promise<InputRequired['inputRequired']> {
  const outcome = await office.call({ note: 'n1' }, { ...again(null), ...request });
  if (outcome.inputRequired === undefined) throw new Error(`Asked nothing: ${JSON.stringify(outcome)}`);
  return outcome.inputRequired;
}

const codeOf = (outcome: CallOutcome) => (outcome.refused ? outcome.code : 'ok');

describe('who is asked', () => {
  test('nobody, where nothing says so', async () => {
    expect(codeOf(await deskOf({ confirm: undefined as never }).call())).toBe('ok');
  });

  test('nobody on a connection that waives it, which the audit says', async () => {
    const office = deskOf();
    expect(codeOf(await office.call(undefined, { principal: caller({}, { confirm: 'waived' }) }))).toBe('ok');
    expect(office.desk.audit).toMatchObject([{ outcome: 'ok', facts: ['confirmation waived'] }]);
  });

  test('nobody about a step of a composite', async () => {
    const parent = { auditId: 'aud_1', tool: 'whole', idempotencyKey: null };
    expect(codeOf(await deskOf().call(undefined, { parent } as never))).toBe('ok');
  });

  test('a person, on the arguments that a condition names', async () => {
    const office = deskOf({ confirm: { when: { note: 'n1' } } });
    expect(codeOf(await office.call({ note: 'n2' }))).toBe('ok');
    expect(codeOf(await office.call({ note: 'n1' }))).toBe('CONFIRMATION_REQUIRED');
  });

  test('a person, on the actions that say so', async () => {
    const action = { requires: [], writeMode: 'update', destructive: false, idempotent: true } as const;
    const input = object({ action: { type: 'string', enum: ['keep', 'drop'] } });
    const office = deskOf({
      confirm: undefined as never,
      input,
      actions: { keep: action, drop: { ...action, confirm: true } },
    });
    expect(codeOf(await office.call({ action: 'keep' }))).toBe('ok');
    expect(codeOf(await office.call({ action: 'drop' }))).toBe('CONFIRMATION_REQUIRED');
  });
});

describe('by an approval’s page', () => {
  test('the refusal tells where, until when and what; again the same question', async () => {
    const office = deskOf();
    const first = await office.call({ note: 'n1\u202e', password: 'hunter2', quoted: 'Approve me!' });
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    const url = `http://desk.test/account/approvals/${approval?.id}`;
    const message = `A person must agree before 'change_note' runs. Let the person open ${url} and approve, then send the same call again.`;
    expect(first).toEqual({
      refused: true,
      gate: 'confirmation',
      code: 'CONFIRMATION_REQUIRED',
      message,
      http: 409,
      rpc: null,
      channel: 'result',
      body: {
        error: message,
        code: 'CONFIRMATION_REQUIRED',
        url,
        expires_at: '2026-11-21T12:10:00.000Z',
        summary:
          'Notes: Get in organization Red Team (org_1).\nWith note: n1; password: [secret]; quoted: [text by others].',
      },
    });
    expect(await office.call({ note: 'n1\u202e', password: 'hunter2', quoted: 'Approve me!' })).toEqual(first);
    expect(office.runs()).toBe(0);
  });

  test('approved it passes once; then it asks anew', async () => {
    const office = deskOf();
    await office.call();
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    await office.approvals.decide(approval?.id ?? '', 'per_1', { decision: 'approved', now: office.clock.now });
    expect(codeOf(await office.call())).toBe('ok');
    expect(codeOf(await office.call())).toBe('CONFIRMATION_REQUIRED');
    expect(office.runs()).toBe(1);
  });

  test.each([
    ['other arguments', { note: 'n2' }, ana],
    ['another tenant', { note: 'n1' }, caller({ contexts: { person: 'per_1', org: 'org_2' } }, { confirm: 'ask' })],
    ['another connection', { note: 'n1' }, caller({}, { confirm: 'ask', id: 'con_2' })],
    ['another principal', { note: 'n1' }, { ...ana, id: 'per_2' }],
  ] satisfies [string, object, Principal][])('an approval is none of %s', async (_, input, principal) => {
    const office = deskOf();
    await office.call();
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    const answer = { decision: 'approved', now: office.clock.now } as const;
    expect(await office.approvals.decide(approval?.id ?? '', 'per_2', answer)).toBe(false);
    expect(await office.approvals.decide(approval?.id ?? '', 'per_1', answer)).toBe(true);
    expect(codeOf(await office.call(input, { principal }))).toBe('CONFIRMATION_REQUIRED');
    expect(codeOf(await office.call())).toBe('ok');
  });

  test('after ten minutes neither the answer nor the question counts', async () => {
    const office = deskOf();
    await office.call();
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    await office.approvals.decide(approval?.id ?? '', 'per_1', { decision: 'approved', now: office.clock.now });
    office.clock.now = new Date('2026-11-21T12:10:00Z');
    expect(codeOf(await office.call())).toBe('CONFIRMATION_REQUIRED');
    const [anew] = await office.approvals.pending('per_1', office.clock.now);
    expect(anew?.id).not.toBe(approval?.id);
  });

  test('declined, the next call is told so', async () => {
    const office = deskOf();
    await office.call();
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    await office.approvals.decide(approval?.id ?? '', 'per_1', { decision: 'declined', now: office.clock.now });
    expect([codeOf(await office.call()), codeOf(await office.call())]).toEqual(['DECLINED', 'CONFIRMATION_REQUIRED']);
  });

  test('without people who sign in, the sentence says what else there is', async () => {
    const outcome = await deskOf({}, false).call();
    expect(outcome).toMatchObject({ body: { summary: expect.any(String), expires_at: '2026-11-21T12:10:00.000Z' } });
    expect(outcome.refused && outcome.message).toContain('This server has no page to agree on');
    expect(outcome.refused && 'url' in outcome.body).toBe(false);
  });
});

describe('by a client that sends the call again', () => {
  test('accepted it passes, and the state is used up', async () => {
    const office = deskOf();
    const { questions, state } = await firstRound(office);
    expect(questions).toEqual([
      {
        key,
        message: 'Do you agree?\nNotes: Get in organization Red Team (org_1).\nWith note: n1.',
        form: { type: 'object', properties: {} },
      },
    ]);
    expect(codeOf(await office.call(undefined, again(state, accepted)))).toBe('ok');
    expect(await office.call(undefined, again(state, accepted))).toMatchObject({
      code: 'INVALID_REQUEST_STATE',
      message: 'This request state has been used already. Send the call again without it.',
      rpc: -32602,
      channel: 'rpc',
    });
    expect(office.runs()).toBe(1);
  });

  test.each(['decline', 'cancel'] as const)('%s', async (action) => {
    const office = deskOf();
    const { state } = await firstRound(office);
    expect(codeOf(await office.call(undefined, again(state, { action })))).toBe('DECLINED');
    expect(office.runs()).toBe(0);
    expect((await firstRound(office)).questions).toHaveLength(1);
  });

  test('a reply without a state, and a state without a reply, are no agreement', async () => {
    const office = deskOf();
    expect((await office.call(undefined, again(null, accepted))).inputRequired?.questions).toHaveLength(1);
    const { state } = await firstRound(office);
    expect((await office.call(undefined, again(state))).inputRequired?.questions).toHaveLength(1);
    expect(office.runs()).toBe(0);
  });

  test.each([
    ['changed', (state: string) => `${state.slice(0, -2)}AA`, {}, {}],
    ['made up', () => 'state', {}, {}],
    ['of other arguments', (state: string) => state, { input: { note: 'n2' } }, {}],
    ['of another principal', (state: string) => state, {}, { principal: { ...ana, id: 'per_2' } }],
    ['of another connection', (state: string) => state, {}, { principal: caller({}, { confirm: 'ask', id: 'con_2' }) }],
    [
      'of another tenant',
      (state: string) => state,
      {},
      { principal: caller({ contexts: { person: 'per_1', org: 'org_2' } }, { confirm: 'ask' }) },
    ],
  ])('a state that is %s is refused', async (_, change, { input = { note: 'n1' } }: { input?: object }, request) => {
    const office = deskOf();
    const { state } = await firstRound(office);
    expect(await office.call(input, { ...again(change(state), accepted), ...request })).toMatchObject({
      code: 'INVALID_REQUEST_STATE',
      message:
        'This request state was not made for this caller, tool and arguments, or was changed on its way. Send the call again without it.',
    });
    expect(office.runs()).toBe(0);
  });

  test('a state of another tool is refused', async () => {
    const { state } = await firstRound(deskOf({ name: 'drop_note' }));
    expect(codeOf(await deskOf().call(undefined, again(state, accepted)))).toBe('INVALID_REQUEST_STATE');
  });

  test('an expired state is refused', async () => {
    const office = deskOf();
    const { state } = await firstRound(office);
    office.clock.now = new Date('2026-11-21T12:10:00Z');
    expect(await office.call(undefined, again(state, accepted))).toMatchObject({
      message: 'This request state has expired. Send the call again without it.',
    });
  });

  test('what has been approved on the page meanwhile needs no reply, and counts once', async () => {
    const office = deskOf();
    const { state } = await firstRound(office);
    const [approval] = await office.approvals.pending('per_1', office.clock.now);
    await office.approvals.decide(approval?.id ?? '', 'per_1', { decision: 'approved', now: office.clock.now });
    expect(codeOf(await office.call())).toBe('ok');
    expect((await office.call(undefined, again(state, accepted))).inputRequired?.questions).toHaveLength(1);
    expect(office.runs()).toBe(1);
  });

  test('of two requests that bring one reply at once, one passes', async () => {
    const office = deskOf();
    const { state } = await firstRound(office);
    const both = [again(state, accepted), again(state, accepted)].map((request) => office.call(undefined, request));
    expect((await Promise.all(both)).map(codeOf).sort()).toEqual(['INVALID_REQUEST_STATE', 'ok']);
    expect(office.runs()).toBe(1);
  });
});

describe('by a client that is asked while the call waits', () => {
  const waiting = (reply: Reply, asked: string[] = []): Partial<CallRequest> => ({
    client: {
      elicitation: {
        kind: 'wait',
        ask: async ({ message }) => {
          asked.push(message);
          return reply;
        },
      },
    },
  });

  test('accepted it passes, and each call asks', async () => {
    const office = deskOf();
    const asked: string[] = [];
    expect(codeOf(await office.call(undefined, waiting(accepted, asked)))).toBe('ok');
    expect(codeOf(await office.call(undefined, waiting(accepted, asked)))).toBe('ok');
    expect(asked).toEqual(Array(2).fill('Do you agree?\nNotes: Get in organization Red Team (org_1).\nWith note: n1.'));
  });

  test.each(['decline', 'cancel'] as const)('%s', async (action) => {
    const office = deskOf();
    expect(codeOf(await office.call(undefined, waiting({ action })))).toBe('DECLINED');
    expect(office.runs()).toBe(0);
  });
});
