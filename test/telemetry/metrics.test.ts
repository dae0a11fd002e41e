import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postModern, postRest, postRpc, send } from '../server/requests.js';
import { type Running, start } from '../server/start.js';

const metricsToken = 'the-token-of-the-metrics';
let server: Running;
let guarded: Running;
let proxied: Running;

beforeAll(async () => {
  server = await start();
  guarded = await start({ metricsToken, trustedProxies: 1 });
  proxied = await start({ trustedProxies: 1 });
});

afterAll(async () => {
  await Promise.all([server, guarded, proxied].map((running) => running.close()));
});

/** The samples of the server's own metrics, by name and labels. */
async function scrape(): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const samples = text.split('\n').flatMap((line) => {
    const [, name, value] = /^(toolwright_\S+) (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, Number(value)] as const];
  });
  return Object.fromEntries(samples);
}

test('calls are counted by tool and outcome, refusals by gate, whatever the wire', async () => {
  const bodies: string[] = [];
  const legacy = async (name: string, input: object, key: string) => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } };
    bodies.push(JSON.stringify(message));
    return (await postRpc(server.url, key, message)).json();
  };
  await legacy('get_note', { note_id: 'n1' }, 'key_reader');
  await legacy('get_note', {}, 'key_reader');
  await postRest(server.url, 'key_reader', { tool: 'get_note', arguments: { note_id: 'none' } });
  await postModern(server.url, 'key_reader', 'tools/call', { name: 'get_note', arguments: { note_id: 'n2' } });
  await legacy('delete_note', { note_id: 'n1' }, 'key_reader');
  await legacy('made_up_by_a_stranger', {}, 'key_reader');
  await postRest(server.url, 'nobody', { tool: 'get_note', arguments: {} });

  const samples = await scrape();
  const counts = Object.fromEntries(
    Object.entries(samples).filter(([name]) => /^toolwright_(calls|refusals)/.test(name)),
  );
  expect(counts).toEqual({
    'toolwright_calls_total{tool="get_note",outcome="ok"}': 2,
    'toolwright_calls_total{tool="get_note",outcome="VALIDATION_ERROR"}': 1,
    'toolwright_calls_total{tool="get_note",outcome="NOTE_NOT_FOUND"}': 1,
    'toolwright_calls_total{tool="remove_note",outcome="FORBIDDEN"}': 1,
    'toolwright_calls_total{tool="(unknown)",outcome="UNKNOWN_TOOL"}': 1,
    'toolwright_refusals_total{tool="get_note",gate="input"}': 1,
    'toolwright_refusals_total{tool="get_note",gate="run"}': 1,
    'toolwright_refusals_total{tool="remove_note",gate="privilege"}': 1,
    'toolwright_refusals_total{tool="(unknown)",gate="find"}': 1,
  });
  expect(samples['toolwright_call_duration_seconds_count{tool="get_note"}']).toBe(4);
  expect(samples['toolwright_request_bytes_total{tool="remove_note"}']).toBe(Buffer.byteLength(bodies[2] ?? ''));
  const answers = ['{"note_id":"n1","text":"Buy milk, \\"fresh\\""}', '{"note_id":"n2","text":"Grüße"}'];
  expect(samples['toolwright_answer_bytes_total{tool="get_note"}']).toBe(Buffer.byteLength(answers.join('')));
});

test("the process's own figures, in the format that Prometheus reads", async () => {
  const response = await fetch(`${server.url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).not.toContain('made_up_by_a_stranger');
  expect(text).not.toContain('key_reader');
});

describe('who may read them', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const forbidden = [403, 'FORBIDDEN'];
  const unauthorized = [401, 'UNAUTHORIZED'];
  test.each([
    ['this machine', () => server, {}, 200],
    ['a page whose name leads to this machine', () => server, { host: 'evil.example' }, forbidden],
    ['a token where none is set', () => proxied, bearer(metricsToken), forbidden],
    ['a proxy', () => proxied, {}, forbidden],
    ['a proxy that says it is local', () => proxied, { 'x-forwarded-for': '127.0.0.1' }, forbidden],
    ['a proxy, where there is a token', () => guarded, {}, unauthorized],
    ['a wrong token', () => guarded, bearer(`${metricsToken}x`), unauthorized],
    ['the token of another scheme', () => guarded, { authorization: `Basic ${metricsToken}` }, unauthorized],
    ['the token', () => guarded, bearer(metricsToken), 200],
    ['the token, called by address', () => guarded, { ...bearer(metricsToken), host: '10.0.0.5:3000' }, 200],
  ] as const)('%s', async (_, running, headers, expected) => {
    const { status, body } = await send(running().url, '/metrics', headers);
    expect(status === 200 ? status : [status, JSON.parse(body).code]).toEqual(expected);
  });

  test('a refusal says what to do', async () => {
    const closed = await send(proxied.url, '/metrics', {});
    expect(JSON.parse(closed.body)).toEqual({
      error: 'Metrics are told to this machine alone. Set METRICS_TOKEN to read them from elsewhere.',
      code: 'FORBIDDEN',
    });
    const asked = await send(guarded.url, '/metrics', {});
    expect(asked.headers['www-authenticate']).toBe('Bearer realm="metrics"');
    expect(JSON.parse(asked.body)).toEqual({
      error: 'Send the value of METRICS_TOKEN as Authorization: Bearer.',
      code: 'UNAUTHORIZED',
    });
  });
});
