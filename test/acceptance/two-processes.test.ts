import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callThrough, libraries } from '../../runtime/testing/client-libraries.js';
import { willing } from '../../runtime/testing/person.js';
import { callOnce, repliesOf } from '../../runtime/testing/rounds.js';
import { rpc } from '../../runtime/testing/wire.js';
import { postRpc } from '../server/requests.js';
import { soon } from '../soon.js';
import { eventsOf } from './events.js';
import { openTwoLanguages, type TwoLanguages } from './two-languages.js';
import { callBy } from './two-processes.js';

let two: TwoLanguages;
let lead: string;
beforeAll(async () => {
  two = await openTwoLanguages();
  lead = (await two.key('per_red_lead', 'team_red')).key;
});
afterAll(() => two?.close());

const clientInfo = { name: 'test', version: '1' };
const asksItsPerson = { elicitation: { form: {} } };
const initialize = {
  ...{ jsonrpc: '2.0', id: 0, method: 'initialize' },
  params: { protocolVersion: '2025-11-25', capabilities: asksItsPerson, clientInfo },
};
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const callOf = (name: string, input: object) => ({
  ...{ jsonrpc: '2.0', id: 2, method: 'tools/call' },
  params: { name, arguments: input },
});

/** What anybody gets who sends the id of a session that is not there. */
const message =
  "There is no such session, or it has ended. Send 'initialize' without an Mcp-Session-Id to begin another.";
const noSession = { jsonrpc: '2.0', id: 1, error: { code: -32600, message, data: { code: 'NOT_FOUND', message } } };

/** Opens a session at one of the processes or at the front, and gives the header that goes with its requests. */
async function begin(url: string): Promise<{ readonly 'mcp-session-id': string }> {
  const response = await postRpc(url, lead, initialize);
  return { 'mcp-session-id': response.headers.get('mcp-session-id') ?? '' };
}

const gift = {
  gift_id: expect.stringMatching(/^gft_/),
  ...{ recipient: 'Ada', colour: 'red', extras: ['bow'], sheets: 2, place: 'left', card: 'aa' },
};
const questions = ['Which paper for Ada?', 'What goes with the red gift?'];

describe('a conversation of which every request comes to the other process', () => {
  let before = 0;
  beforeEach(async () => {
    await two.db('gift').where({ recipient: 'Ada' }).delete();
    before = two.front.went.length;
  });
  /** Each request went to the process that the one before did not. */
  function alternated(requests: number): void {
    const went = two.front.went.slice(before).map(({ to }) => to);
    expect(went).toEqual(Array.from({ length: requests }, (_, nth) => (before + nth) % 2));
  }

  test('a session of 2025-11-25', async () => {
    const session = await begin(two.front.url);
    const clays = await postRpc(two.front.url, lead, callOf('list_clays', {}), session);
    const listed = await postRpc(two.front.url, lead, list, session);
    const authorization = `Bearer ${lead}`;
    const ended = await fetch(`${two.front.url}/mcp`, { method: 'DELETE', headers: { authorization, ...session } });
    alternated(4);

    const value = (await callBy(two.urls[0], lead, 'list_clays')).value;
    const content = [{ type: 'text', text: JSON.stringify(value) }];
    expect(await clays.json()).toEqual({ jsonrpc: '2.0', id: 2, result: { content, structuredContent: value } });
    const stateless = await rpc(two.urls[0], lead, { method: 'tools/list', params: {} });
    expect(await listed.json()).toEqual(stateless.message);
    expect([ended.status, await ended.text()]).toEqual([204, '']);
    for (const url of two.urls) {
      const gone = await postRpc(url, lead, list, session);
      expect([gone.status, await gone.json()]).toEqual([404, noSession]);
    }
  });

  test('questions of a call in a session, and their answers', async () => {
    const session = await begin(two.front.url);
    const events = eventsOf(await postRpc(two.front.url, lead, callOf('wrap_gift', { recipient: 'Ada' }), session));
    for (const question of questions) {
      const asked = (await events.next()).value;
      const { message: text, requestedSchema: schema } = asked.params;
      expect([asked.method, text]).toEqual(['elicitation/create', question]);
      const reply = { jsonrpc: '2.0', id: asked.id, result: willing({ key: null, message: text, schema }) };
      expect((await postRpc(two.front.url, lead, reply, session)).status).toBe(202);
    }
    const { id, result } = (await events.next()).value;
    expect([id, result.structuredContent, await events.next()]).toEqual([2, gift, { done: true, value: undefined }]);
    alternated(4);
  });

  test.each(libraries)('questions to the person of a client library (%s)', async (library) => {
    const asked: string[] = [];
    const answer = await callThrough(library, `${two.front.url}/mcp`, {
      ...{ key: lead, tool: 'wrap_gift', input: { recipient: 'Ada' } },
      person(question) {
        asked.push(question.message);
        return willing(question);
      },
    });
    expect(answer).toEqual({ isError: false, error: undefined, structuredContent: gift });
    expect(asked).toEqual(questions);
    expect(two.front.went.length - before).toBeGreaterThanOrEqual(4);
  });

  test('the rounds of a call of 2026-07-28, of which none is answered twice', async () => {
    const sent = { tool: 'wrap_gift', arguments: { recipient: 'Ada' }, key: lead };
    const replyTo = ({ round }: Awaited<ReturnType<typeof callOnce>>) =>
      round && { state: round.state, replies: repliesOf(round, willing) };
    const first = await callOnce(two.front.url, sent);
    const second = await callOnce(two.front.url, sent, replyTo(first));
    const third = await callOnce(two.front.url, sent, replyTo(second));
    alternated(3);
    const asked = [first, second].flatMap(({ round }) => round?.asked.map(({ message: text }) => text));
    expect([asked, third.outcome?.value]).toEqual([questions, gift]);
    for (const url of two.urls) {
      const again = await callOnce(url, sent, replyTo(second));
      expect(again.outcome?.error?.body).toEqual({
        ...{ code: 'INVALID_REQUEST_STATE', gate: 'confirmation' },
        message: 'This request state has been used already. Send the call again without it.',
      });
    }
    expect(await two.db('gift').where({ recipient: 'Ada' }).count()).toEqual([{ count: 1 }]);
  });
});

// The last: one process is all that is left.
test('when one is killed, the other ends its sessions, does what it began, and goes on', async () => {
  const session = await begin(two.urls[0]);
  expect((await postRpc(two.urls[1], lead, list, session)).status).toBe(200);
  const had = two.outside.had('mail');
  const letter = { payee: 'Miller', text: 'Come.', idempotency_key: randomUUID() };
  two.outside.pause(60_000);
  const begun = callBy(two.urls[0], lead, 'write_letter', letter).catch(() => 'no answer');
  await soon(async () => expect(two.outside.had('mail')).toBe(had + 1));
  await two.kill(0);
  expect(await begun).toBe('no answer');
  two.outside.pause(0);

  const gone = await postRpc(two.urls[1], lead, list, session);
  expect([gone.status, await gone.json()]).toEqual([404, noSession]);
  expect(await two.db('toolwright.mcp_session').where({ id: session['mcp-session-id'] })).toEqual([]);
  const done = await callBy(two.urls[1], lead, 'write_letter', letter);
  expect([done.status, done.value]).toEqual([200, { sent_to: { untrusted: 'Miller' } }]);
  expect(two.outside.had('mail')).toBe(had + 1);
  expect((await postRpc(two.urls[1], lead, list, await begin(two.urls[1]))).status).toBe(200);
});
