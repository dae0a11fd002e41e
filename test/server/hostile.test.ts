import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRpc } from './clients.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start({ timeouts: { headersMs: 300, requestMs: 300 } });
});
afterAll(() => server.close());

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const call = (args: unknown) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'get_note', arguments: args },
});

async function refusal(response: Response): Promise<unknown> {
  const { id, error } = (await response.json()) as { id: unknown; error: { code: number; data?: { code: string } } };
  return [response.status, id, error.code, error.data?.code];
}

/** Sends bytes as they are and gives back the whole answer. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

const head = (more: readonly string[] = []) =>
  [
    'POST /mcp HTTP/1.1',
    'Host: localhost',
    'Authorization: Bearer key_writer',
    'Content-Type: application/json',
    ...more,
  ].join('\r\n');

describe('bodies', () => {
  test.each([
    ['nothing', ''],
    ['half an object', '{"jsonrpc":"2.0","id":1,'],
    ['no JSON', 'hello'],
    ['a number beyond JSON', '{"jsonrpc":"2.0","id":NaN}'],
    ['two values', '{} {}'],
    ['101 levels of arrays', '['.repeat(101) + ']'.repeat(101)],
    ['100,000 levels of objects', '{"a":'.repeat(40_000)],
  ])('%s is a parse error', async (_, body) => {
    expect(await refusal(await postRpc(server.url, 'key_writer', body))).toEqual([400, null, -32700, 'PARSE_ERROR']);
  });

  test('bytes that are no UTF-8 are a parse error', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key_writer' },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(await refusal(response)).toEqual([400, null, -32700, 'PARSE_ERROR']);
  });

  test('a byte order mark is skipped', async () => {
    const response = await postRpc(server.url, 'key_writer', `\ufeff${JSON.stringify(list)}`);
    expect([response.status, Object.keys(await response.json())]).toEqual([200, ['result', 'jsonrpc', 'id']]);
  });

  test('brackets within strings are not depth', async () => {
    const id = '[{"'.repeat(200);
    expect((await (await postRpc(server.url, 'key_writer', { ...list, id })).json()).id).toBe(id);
  });

  test.each([
    ['text/plain', {}],
    ['', {}],
    ['application/x-www-form-urlencoded', {}],
    ['multipart/form-data; boundary=application/json', {}],
    ['application/json; charset=utf-16', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('as %s %j is 415', async (type, more) => {
    const response = await postRpc(server.url, 'key_writer', list, { 'content-type': type, ...more });
    expect(await refusal(response)).toEqual([415, null, -32600, 'INVALID_REQUEST']);
  });

  test.each(['application/json; charset=UTF-8', 'APPLICATION/JSON', 'application/json;charset="utf-8"'])(
    'as %s is JSON',
    async (type) => {
      expect((await postRpc(server.url, 'key_writer', list, { 'content-type': type })).status).toBe(200);
    },
  );
});

describe('size', () => {
  test('256 KiB pass', async () => {
    const empty = JSON.stringify(call({ note_id: '' })).length;
    const response = await postRpc(server.url, 'key_writer', call({ note_id: 'x'.repeat(262_144 - empty) }));
    expect((await response.json()).result._meta.error.code).toBe('VALIDATION_ERROR');
  });

  test('a byte more is 413', async () => {
    const empty = JSON.stringify(call({ note_id: '' })).length;
    const response = await postRpc(server.url, 'key_writer', call({ note_id: 'x'.repeat(262_145 - empty) }));
    expect(await refusal(response)).toEqual([413, null, -32600, 'BODY_TOO_LARGE']);
  });

  test('an announced giant is refused before it comes', async () => {
    const answer = await raw(`${head(['Content-Length: 999999999'])}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"message":"The body is larger than 262144 bytes."');
    expect(answer.match(/HTTP\/1\.1/g)).toEqual(['HTTP/1.1']);
  });

  test('an unannounced giant is refused as soon as it is too large', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await raw(`${head(['Transfer-Encoding: chunked'])}\r\n\r\n${chunk.repeat(5)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  test('a body that never comes is cut off', async () => {
    expect(await raw(`${head(['Content-Length: 10'])}\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('headers that never end are cut off', async () => {
    expect(await raw(head())).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('envelopes', () => {
  test.each([
    ['a string', '"tools/list"'],
    ['null', null],
    ['a number', 7],
    ['an empty object', {}],
    ['an empty batch', []],
    ['a batch of nonsense', [1, 2]],
    ['no version', { id: 1, method: 'tools/list' }],
    ['version 1', { jsonrpc: '1.0', id: 1, method: 'tools/list' }],
    ['an id of null', { ...list, id: null }],
    ['an id that is an object', { ...list, id: { a: 1 } }],
    ['a fraction as id', { ...list, id: 1.5 }],
    ['an id beyond numbers', '{"jsonrpc":"2.0","id":1e999,"method":"tools/list"}'],
    ['a method that is no string', { ...list, method: 7 }],
    ['params that are a list', { ...list, params: [1] }],
  ])('%s is 400', async (_, body) => {
    const response = await postRpc(server.url, 'key_writer', body);
    const { error } = await response.json();
    expect([response.status, error.code]).toEqual([400, -32600]);
  });

  test('a batch of more than a hundred is 400', async () => {
    const response = await postRpc(server.url, 'key_writer', Array(101).fill(list));
    expect([response.status, (await response.json()).error.code]).toEqual([400, -32600]);
  });

  test('the same id twice in a batch still ends', async () => {
    expect((await postRpc(server.url, 'key_writer', [list, list])).status).toBe(200);
  });

  test('a huge id comes back', async () => {
    const id = 'i'.repeat(100_000);
    expect((await (await postRpc(server.url, 'key_writer', { ...list, id })).json()).id).toBe(id);
  });

  test.each([
    ['no name', {}],
    ['a name that is a list', { name: ['get_note'] }],
    ['arguments that are a string', { name: 'get_note', arguments: '{}' }],
    ['arguments that are a list', { name: 'get_note', arguments: [] }],
  ])('tools/call with %s is invalid', async (_, params) => {
    const response = await postRpc(server.url, 'key_writer', { ...list, method: 'tools/call', params });
    const { result, error } = await response.json();
    expect([response.status, error?.code ?? result._meta.error.code]).toEqual([200, -32602]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'x'.repeat(300), ''])(
    'tools/call of "%s" is an unknown tool',
    async (name) => {
      const response = await postRpc(server.url, 'key_writer', { ...list, method: 'tools/call', params: { name } });
      expect((await response.json()).error).toMatchObject({ code: -32602, data: { code: 'UNKNOWN_TOOL' } });
    },
  );

  test.each(['constructor', 'prototype', 'toString'])('an argument named %s is unknown', async (name) => {
    const response = await postRpc(server.url, 'key_writer', call({ note_id: 'n1', [name]: { polluted: true } }));
    expect((await response.json()).result._meta.error.code).toBe('VALIDATION_ERROR');
  });

  test('an argument named __proto__ is dropped by the protocol library, and does nothing', async () => {
    const body = JSON.stringify(call({ note_id: 'n1', PLACE: { polluted: true } })).replace('PLACE', '__proto__');
    const { result } = await (await postRpc(server.url, 'key_writer', body)).json();
    expect(result.structuredContent).toMatchObject({ note_id: 'n1' });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each(['toString', '__proto__', 'hasOwnProperty'])('the method %s is unknown', async (method) => {
    expect((await (await postRpc(server.url, 'key_writer', { ...list, method })).json()).error.code).toBe(-32601);
  });
});

describe('credentials', () => {
  const metadata = () =>
    `scope="mcp:read mcp:write", resource_metadata="${server.url}/.well-known/oauth-protected-resource/mcp"`;
  const message = "Send a valid API key or access token as 'Authorization: Bearer …'.";

  test('none is 401 with the bare challenge', async () => {
    const response = await postRpc(server.url, null, list);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, `Bearer ${metadata()}`]);
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32001, message, data: { code: 'UNAUTHORIZED', message } },
    });
  });

  test.each([
    'Bearer nobody',
    'Bearer ',
    'Bearer a b',
    'Bearer key_writer, Bearer key_reader',
    'Basic a2V5X3dyaXRlcjo=',
    'key_writer',
    `Bearer ${'k'.repeat(300)}`,
    'Bearer __proto__',
  ])('%s is 401 and says that it is invalid', async (authorization) => {
    const response = await postRpc(server.url, null, list, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer error="invalid_token", error_description="The credential is unknown, revoked or expired", ${metadata()}`,
    );
  });

  test('without a credential nothing of the body is read', async () => {
    const response = await postRpc(server.url, null, 'x'.repeat(300_000), { 'content-type': 'text/plain' });
    expect(response.status).toBe(401);
  });

  test('neither a cookie nor the query string is a credential', async () => {
    const response = await postRpc(`${server.url}/mcp?access_token=key_writer`, null, list, {
      cookie: 'session=key_writer',
    });
    expect(response.status).toBe(401);
  });

  test('a session id goes with the credential; a hostile one is refused', async () => {
    await postRpc(server.url, 'key_writer', list, { 'x-mcp-session-id': 'my-session' });
    expect(server.asked.at(-1)).toEqual({ kind: 'bearer', value: 'key_writer', session: 'my-session' });
    const response = await postRpc(server.url, 'key_writer', list, { 'mcp-session-id': 'x'.repeat(201) });
    expect(await refusal(response)).toEqual([400, null, -32600, 'INVALID_REQUEST']);
  });

  test('no credential is ever logged', async () => {
    await postRpc(`${server.url}/mcp?key=key_writer`, 'key_writer', list);
    await postRpc(server.url, 'key_unknown', list);
    expect(JSON.stringify(server.lines)).not.toMatch(/key_/);
  });
});

describe('ambiguous requests', () => {
  const body = JSON.stringify(list);
  const end = [`Content-Length: ${body.length}`, 'Connection: close'];

  test.each([
    ['host', 'Host: localhost'],
    ['authorization', 'Authorization: Bearer key_staff'],
    ['content-type', 'Content-Type: application/json'],
    ['mcp-session-id', 'Mcp-Session-Id: a\r\nMcp-Session-Id: b'],
  ])('two of %s are refused', async (name, header) => {
    const answer = await raw(`${head([header, ...end])}\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`Send the header ${name} once, not twice.`);
  });

  test('one of each is not', async () => {
    expect(await raw(`${head(end)}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test('none of this was an internal error', () => {
  expect(server.lines.filter((line) => line.level === 'error')).toEqual([]);
});
