import { describe, expect, test } from 'vitest';
import { visibleTools } from '../../runtime/call/visible-tools.js';
import type { Handler } from '../../runtime/tool.js';
import { caller, Desk, object, server, tool } from './desk.js';

const deprecated = { since: '2026-10-01', sunset: '2026-12-01', replaceWith: 'find_note' };
const old = tool({
  deprecated,
  aliases: [{ name: 'read_note', rename: { number: 'id' } }],
  input: object({ id: { type: 'string' } }),
});
const successor = tool({ name: 'find_note', requires: [{ privilege: 'desk:note:write' }] });
const more = [{ tool: successor, run: async () => ({ done: true }) }] as readonly Handler<never>[];
const retired = { message: "'{tool}' was retired on {sunset}.", http: 410, channel: 'result' } as const;

function deskAt(now: string, role = 'writer') {
  const kernel = {
    now: () => new Date(now),
    server: { ...server, errors: { ...server.errors, TOOL_RETIRED: retired } },
  };
  const desk = new Desk(old, async () => ({ done: true }), { more: more as never, kernel });
  return { desk, principal: caller({ role }) };
}

describe('a deprecated tool', () => {
  const told = { since: '2026-10-01', sunset: '2026-12-01', replace_with: 'find_note' };

  test('answers as ever until its sunset, and says so', async () => {
    const { desk, principal } = deskAt('2026-11-30T23:59:59.999Z');
    const outcome = await desk.call({ id: 'a' }, { principal });
    expect(outcome).toMatchObject({ refused: false, value: { done: true } });
    expect('meta' in outcome && outcome.meta).toEqual({ deprecation: told });
    expect(visibleTools(desk.kernel, principal)).toContain(old);
  });

  test('under its old name tells the one of today too', async () => {
    const { desk, principal } = deskAt('2026-11-30T00:00:00Z');
    const outcome = await desk.call({ number: 'a' }, { name: 'read_note', principal });
    expect('meta' in outcome && outcome.meta).toEqual({
      deprecation: told,
      renamed: { from: 'read_note', to: 'get_note' },
    });
  });

  test.each(['get_note', 'read_note'])('is gone at its sunset, and names who comes after it: %s', async (name) => {
    const { desk, principal } = deskAt('2026-12-01T00:00:00Z');
    expect(await desk.call({ id: 'a' }, { name, principal })).toEqual({
      refused: true,
      gate: 'find',
      code: 'TOOL_RETIRED',
      message: "'get_note' was retired on 2026-12-01. Use 'find_note' instead.",
      http: 410,
      rpc: null,
      channel: 'result',
      body: {
        error: "'get_note' was retired on 2026-12-01. Use 'find_note' instead.",
        code: 'TOOL_RETIRED',
        replace_with: 'find_note',
      },
    });
    expect(visibleTools(desk.kernel, principal)).toEqual([successor]);
  });

  test('does not name a successor that the caller may not see', async () => {
    const { desk, principal } = deskAt('2027-01-01T00:00:00Z', 'reader');
    expect(await desk.call({ id: 'a' }, { principal })).toMatchObject({
      body: { error: "'get_note' was retired on 2026-12-01.", code: 'TOOL_RETIRED' },
    });
  });

  test('is nothing to those who never might call it', async () => {
    const { desk, principal } = deskAt('2027-01-01T00:00:00Z', 'none');
    expect(await desk.call({ id: 'a' }, { principal })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
