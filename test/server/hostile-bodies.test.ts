import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headOf, postRpc, refusalOf, sendBytes } from './requests.js';
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
    expect(await refusalOf(await postRpc(server.url, 'key_writer', body))).toEqual([400, null, -32700, 'PARSE_ERROR']);
  });

  test('bytes that are no UTF-8 are a parse error', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key_writer' },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(await refusalOf(response)).toEqual([400, null, -32700, 'PARSE_ERROR']);
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
    expect(await refusalOf(response)).toEqual([415, null, -32600, 'INVALID_REQUEST']);
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
    expect(await refusalOf(response)).toEqual([413, null, -32600, 'BODY_TOO_LARGE']);
  });

  test('an announced giant is refused before it comes', async () => {
    const answer = await sendBytes(server.url, `${headOf(['Content-Length: 999999999'])}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"message":"The body is larger than 262144 bytes."');
    expect(answer.match(/HTTP\/1\.1/g)).toEqual(['HTTP/1.1']);
  });

  test('an unannounced giant is refused as soon as it is too large', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await sendBytes(server.url, `${headOf(['Transfer-Encoding: chunked'])}\r\n\r\n${chunk.repeat(5)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  test('a body that never comes is cut off', async () => {
    expect(await sendBytes(server.url, `${headOf(['Content-Length: 10'])}\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('headers that never end are cut off', async () => {
    expect(await sendBytes(server.url, headOf())).toMatch(/^HTTP\/1\.1 408 /);
  });
});

test('none of this was an internal error', () => {
  expect(server.lines.filter((line) => line.level === 'error')).toEqual([]);
});
