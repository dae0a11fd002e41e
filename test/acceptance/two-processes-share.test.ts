import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeApiKey } from '../../runtime/auth/api-keys.js';
import { type Outcome, rpc, send } from '../../runtime/testing/wire.js';
import { soon } from '../soon.js';
import { openTwoLanguages, type TwoLanguages } from './two-languages.js';
import { callBy } from './two-processes.js';

let two: TwoLanguages;
let lead: string;
beforeAll(async () => {
  two = await openTwoLanguages();
  lead = (await two.key('per_red_lead', 'team_red')).key;
});
afterAll(() => two?.close());

const statuses = (answers: readonly Outcome[]) => answers.map(({ status }) => status);
const answersOf = (answers: readonly Outcome[]) => answers.map(({ status, value }) => [status, value]);

describe('an idempotency key', () => {
  const input = { payee: 'Weaver', text: 'Come.', idempotency_key: randomUUID() };

  test('at both at once: one effect and one answer', async () => {
    two.outside.pause(300);
    const both = await Promise.all(two.urls.map((url) => callBy(url, lead, 'write_letter', input)));
    two.outside.pause(0);
    const sent = [200, { sent_to: { untrusted: 'Weaver' } }];
    expect(answersOf(both)).toEqual([sent, sent]);
    expect(two.outside.had('mail')).toBe(1);
  });

  test('with other arguments is a conflict at either', async () => {
    for (const url of two.urls) {
      const other = await callBy(url, lead, 'write_letter', { ...input, text: 'Go.' });
      expect([other.status, other.value]).toEqual([
        409,
        { code: 'CONFLICT', error: 'This idempotency key was used with other arguments. Send a new key.' },
      ]);
    }
    expect(two.outside.had('mail')).toBe(1);
  });
});

describe('limits count the calls of both', () => {
  test('a rate', async () => {
    const answers: Outcome[] = [];
    for (let count = 0; count < 6; count++) answers.push(await callBy(two.front.url, lead, 'peek_in_kiln'));
    expect(answers.map(({ status, headers }) => [status, headers.get('ratelimit-remaining')])).toEqual([
      ...[3, 2, 1, 0].map((left) => [200, String(left)]),
      ...[0, 0].map((left) => [429, String(left)]),
    ]);
    const wait = Number(answers[5]?.headers.get('retry-after'));
    expect(answers[5]?.value).toEqual({
      ...{ code: 'RATE_LIMITED', gate: 'rate', limit: 4, retry_after_seconds: wait },
      error: `Too many calls. Wait ${wait} seconds.`,
    });
  });

  test('a quota, whichever is called at the same moment', async () => {
    const { key } = await two.key('per_blue_lead', 'team_blue');
    await two.db.raw(
      `INSERT INTO toolwright.quota_use VALUES ('team_blue', (now() AT TIME ZONE 'UTC')::date, 200 - 5)`,
    );
    const answers = await Promise.all(Array.from({ length: 6 }, () => callBy(two.front.url, key, 'count_pots')));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(statuses(refused)).toEqual([429, 429, 429, 429]);
    for (const { value } of refused) {
      expect(value).toEqual({
        ...{ error: 'quota_exceeded', code: 'QUOTA_EXCEEDED', current_usage: 199, limit: 200 },
        message: 'Daily tool quota exceeded for this workspace',
        resets_at: expect.stringMatching(/T00:00:00\+00:00$/),
      });
    }
  });
});

test('what was too large for an answer is read at the other, whole', async () => {
  const seeds = Array.from({ length: 600 }, (_, nth) => ({
    ...{ number: nth + 1, name: `Seed ${nth + 1}`, origin: { untrusted: `Valley ${nth + 1}` } },
  }));
  const cut = await send(two.urls[0], 'mcp', { tool: 'list_seeds', arguments: { kinds: 600 }, key: lead });
  const uri = cut.meta.resourceUri;
  expect(cut.value).toEqual({ seeds: seeds.slice(0, 91) });
  const { message: read } = await rpc(two.urls[1], lead, { method: 'resources/read', params: { uri } });
  const contents = [{ uri, mimeType: 'application/json', text: JSON.stringify({ seeds }) }];
  expect(read).toEqual({ jsonrpc: '2.0', id: 1, result: { contents, cacheScope: 'private', ttlMs: 0 } });
});

describe('a revoked key', () => {
  const code = 'UNAUTHORIZED';
  const error = "Send a valid API key or access token as 'Authorization: Bearer …'.";
  const refused = [401, { error, code }];
  /** Where the call comes before the notice, the write itself finds that the key holds no more. */
  const refusals = [refused, [401, { error, code, gate: 'find' }]];

  test('writes nothing more, and as soon as it is told reads nothing more', async () => {
    const [writing, reading] = [await two.key('per_red_lead', 'team_red'), await two.key('per_red_lead', 'team_red')];
    const write = (url: string, name: string) => callBy(url, writing.key, 'add_plant', { name });
    const read = (url: string) => callBy(url, reading.key, 'list_clays');
    const before = await Promise.all(two.urls.flatMap((url, nth) => [write(url, `Before ${nth}`), read(url)]));
    expect(statuses(before)).toEqual([200, 200, 200, 200]);

    await revokeApiKey(two.db, writing.id);
    const after = answersOf(await Promise.all(two.urls.map((url) => write(url, 'After'))));
    for (const answer of after) expect(refusals).toContainEqual(answer);
    await revokeApiKey(two.db, reading.id);
    await soon(async () => expect(answersOf(await Promise.all(two.urls.map(read)))).toEqual([refused, refused]));
    expect(await two.db('plant').where({ name: 'After' })).toEqual([]);
  });
});
