import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, firstClient, rawClient, secondClient } from './clients.js';
import { postRest } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
const callers: Record<string, Caller> = {};

beforeAll(async () => {
  server = await start();
  const connect: Record<string, (key: string) => Promise<Caller> | Caller> = {
    'client 2025-11-25': (key) => secondClient(server.url, key),
    'client 2026-07-28': (key) => secondClient(server.url, key, '2026-07-28'),
    sdk: (key) => firstClient(server.url, key),
    curl: (key) => rawClient(server.url, key),
  };
  for (const [name, open] of Object.entries(connect)) {
    for (const key of ['key_writer', 'key_reader', 'key_staff']) callers[`${name} ${key}`] = await open(key);
  }
});

afterAll(async () => {
  await Promise.all(Object.values(callers).map((caller) => caller.close()));
  await server.close();
});

/** What each wire answers the same call. */
async function everywhere(key: string, tool: string, input: object): Promise<Record<string, unknown>> {
  const wires = Object.entries(callers).filter(([name]) => name.endsWith(key));
  expect(wires).toHaveLength(4);
  return Object.fromEntries(
    await Promise.all(
      wires.map(async ([name, caller]) => [name.slice(0, -key.length - 1), await caller.call(tool, input)]),
    ),
  );
}

function allBe(outcome: unknown): Record<string, unknown> {
  return { 'client 2025-11-25': outcome, 'client 2026-07-28': outcome, sdk: outcome, curl: outcome };
}

describe('the same call gives the same data on every wire', () => {
  test('an object', async () => {
    const note = { note_id: 'n1', text: 'Buy milk, "fresh"' };
    expect(await everywhere('key_writer', 'get_note', { note_id: 'n1' })).toEqual(
      allBe({ value: note, text: JSON.stringify(note) }),
    );
    const response = await postRest(server.url, 'key_writer', { tool: 'get_note', arguments: { note_id: 'n1' } });
    expect([response.status, await response.json()]).toEqual([200, note]);
  });

  test('a list, bare over REST', async () => {
    const notes = [
      { note_id: 'n1', text: 'Buy milk, "fresh"' },
      { note_id: 'n2', text: 'Grüße' },
    ];
    expect(await everywhere('key_writer', 'list_notes', {})).toEqual(
      allBe({ value: { notes }, text: JSON.stringify({ notes }) }),
    );
    const response = await postRest(server.url, 'key_writer', { tool: 'list_notes', arguments: {} });
    expect([response.status, await response.json()]).toEqual([200, notes]);
  });

  test('csv, as text everywhere', async () => {
    const text = 'note_id,text\nn1,"Buy milk, ""fresh"""\nn2,Grüße\n';
    const input = { response_format: 'csv' };
    expect(await everywhere('key_writer', 'list_notes', input)).toEqual(allBe({ value: {}, text }));
    const response = await postRest(server.url, 'key_writer', { tool: 'list_notes', arguments: input });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/csv; charset=utf-8',
      text,
    ]);
  });

  test("a tool's own failure, as a result", async () => {
    const outcomes = Object.values(await everywhere('key_writer', 'get_note', { note_id: 'n9' }));
    const response = await postRest(server.url, 'key_writer', { tool: 'get_note', arguments: { note_id: 'n9' } });
    const body = await response.json();
    expect(body).toMatchObject({ code: 'NOTE_NOT_FOUND' });
    expect(response.status).toBe(404);
    expect(outcomes).toEqual(Array(4).fill({ refused: body }));
  });

  test('a policy refusal, as a JSON-RPC error', async () => {
    const outcomes = Object.values(await everywhere('key_reader', 'remove_note', { note_id: 'n1' }));
    const message = "You may not call 'remove_note' here.";
    const error = {
      code: -32004,
      message,
      data: expect.objectContaining({ code: 'FORBIDDEN', gate: 'privilege', message }),
    };
    expect(outcomes).toEqual(Array(4).fill({ error }));
    const response = await postRest(server.url, 'key_reader', { tool: 'remove_note', arguments: { note_id: 'n1' } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: message, code: 'FORBIDDEN' });
  });

  test('an unknown tool', async () => {
    const outcomes = Object.values(await everywhere('key_writer', 'no_such', {}));
    const data = expect.objectContaining({ code: 'UNKNOWN_TOOL', gate: 'find' });
    expect(outcomes).toEqual(Array(4).fill({ error: { code: -32602, message: 'Unknown tool: no_such', data } }));
    const response = await postRest(server.url, 'key_writer', { tool: 'no_such' });
    expect([response.status, (await response.json()).code]).toEqual([404, 'UNKNOWN_TOOL']);
  });

  test('a bug, without a word of it', async () => {
    const outcomes = Object.values(await everywhere('key_staff', 'audit_desk', {}));
    const data = expect.objectContaining({ code: 'INTERNAL_ERROR', gate: 'run' });
    const message = 'An unexpected error occurred. Please try again.';
    expect(outcomes).toEqual(Array(4).fill({ error: { code: -32603, message, data } }));
    expect(JSON.stringify(outcomes)).not.toContain('secret');
    const response = await postRest(server.url, 'key_staff', { tool: 'audit_desk' });
    expect([response.status, (await response.json()).code]).toEqual([500, 'INTERNAL_ERROR']);
  });

  test('the list of tools', async () => {
    const names = await Promise.all(
      Object.entries(callers)
        .filter(([name]) => name.endsWith('key_writer'))
        .map(async ([, caller]) => (await caller.tools()).map((tool) => tool.name)),
    );
    expect(names).toEqual(Array(4).fill(['get_note', 'list_notes', 'remove_note']));
  });
});
