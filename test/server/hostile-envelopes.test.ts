import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRest, postRpc } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const call = (args: unknown) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'get_note', arguments: args },
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

  test.each([
    ['a list', []],
    ['a number', 5],
    ['true', true],
    ['null', null],
    ['text', 'note_id=n1'],
  ])('arguments that are %s are told as over REST', async (_, sent) => {
    const params = { name: 'get_note', arguments: sent };
    const { result } = await (
      await postRpc(server.url, 'key_writer', { ...list, method: 'tools/call', params })
    ).json();
    const rest = await (await postRest(server.url, 'key_writer', { tool: 'get_note', arguments: sent })).json();
    expect([result.isError, JSON.parse(result.content[0].text)]).toEqual([true, rest]);
    expect(rest.code).toBe('VALIDATION_ERROR');
  });

  test('an argument named __proto__ is unknown, and does nothing', async () => {
    const body = JSON.stringify(call({ note_id: 'n1', PLACE: { polluted: true } })).replace('PLACE', '__proto__');
    const { result } = await (await postRpc(server.url, 'key_writer', body)).json();
    expect(result._meta.error.pointers).toEqual([
      { pointer: '/__proto__', expected: expect.any(String), received: 'an unknown field' },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each(['toString', '__proto__', 'hasOwnProperty'])('the method %s is unknown', async (method) => {
    expect((await (await postRpc(server.url, 'key_writer', { ...list, method })).json()).error.code).toBe(-32601);
  });
});

test('none of this was an internal error', () => {
  expect(server.lines.filter((line) => line.level === 'error')).toEqual([]);
});
