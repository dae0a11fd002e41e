import { describe, expect, it } from 'vitest';
import type { Context } from '../../runtime/context.js';
import { createMemoryCalledTools } from '../../runtime/store/memory/called-tools.js';
import type { Handler, Tool } from '../../runtime/tool.js';
import { caller, Desk, object, tool, writing } from './desk.js';

const text = { type: 'string' } as const;

const lists = tool({ name: 'list_shelves' });
const plans = tool({
  ...writing,
  name: 'plan',
  input: object({ shelf_id: text, title: text, colour: text, status: { ...text, enum: ['new'] } }, [
    'shelf_id',
    'title',
  ]),
  feeds: { shelf_id: { tool: 'list_shelves', path: 'shelves[].shelf_id' } },
  dependsOn: { session: [{ tool: 'sign_in', reason: 'Somebody is at the desk.' }] },
});
const signsIn = tool({ name: 'sign_in', input: object({ pin: { ...text, sensitivity: 'secret' } }, []) });

/** Waits for a plan, which waits for somebody to sign in. */
function carries(changes: Partial<Tool> = {}): Tool {
  return tool({
    ...writing,
    name: 'carry',
    input: object({ shelf: text, colour: text, status: text, pin: { ...text, sensitivity: 'secret' } }, []),
    feeds: { shelf: { tool: 'list_shelves', path: 'shelves[].shelf_id' } },
    dependsOn: { session: [{ tool: 'plan', reason: 'A plan comes before the work.' }] },
    ...changes,
  });
}

const handler = (declared: Tool): Handler<Context> => ({ tool: declared, run: async () => ({ done: true }) });
const desk = (declared = carries(), more: readonly Tool[] = [lists, plans, signsIn]) =>
  new Desk(declared, undefined, { more: more.map(handler) });

/** The body of a refusal for what is missing; `met` where nothing is. */
async function missing(at: Desk, input: object = {}, principal = caller()): Promise<unknown> {
  const outcome = await at.call(input, { principal });
  return outcome.refused && outcome.gate === 'dependency' ? outcome.body : 'met';
}

describe('a tool that waits for another', () => {
  it('is refused with what is missing, in what order, and the calls that mend it', async () => {
    expect(await missing(desk(), { shelf: 'shf_1', colour: 'red', status: 'old', pin: '1234' })).toEqual({
      error: 'dependency_not_met',
      code: 'DEPENDENCY_NOT_MET',
      message: "Dependencies not satisfied for tool 'carry'",
      missing: [
        { type: 'tool_called', key: 'sign_in', description: 'Somebody is at the desk.' },
        { type: 'tool_called', key: 'plan', description: 'A plan comes before the work.' },
      ],
      suggested_order: ['sign_in', 'plan', 'carry'],
      plan: [
        // A secret is not told again, so it is not handed on either.
        { tool: 'sign_in', arguments: {} },
        // `shelf` is fed from where `shelf_id` is; `status` means something else there; only the caller knows a title.
        { tool: 'plan', arguments: { shelf_id: 'shf_1', title: '{title}', colour: 'red' } },
        { tool: 'carry', arguments: { shelf: 'shf_1', colour: 'red', status: 'old', pin: '{pin}' } },
      ],
    });
  });

  it('is told where to find what the call itself does not say', async () => {
    expect(await missing(desk())).toMatchObject({
      plan: [
        { tool: 'sign_in', arguments: {} },
        { tool: 'list_shelves', arguments: {} },
        { tool: 'plan', arguments: { shelf_id: '{list_shelves.shelves[].shelf_id}', title: '{title}' } },
        { tool: 'carry', arguments: {} },
      ],
    });
  });

  it('passes once that has been called, whatever it had waited for', async () => {
    const at = desk();
    const met = { shelf_id: 'shf_1', title: 'Up' };
    expect(await at.call(met, { name: 'plan' })).toMatchObject({ code: 'DEPENDENCY_NOT_MET' });
    expect(await at.call({}, { name: 'sign_in' })).toMatchObject({ refused: false });
    expect(await missing(at)).toMatchObject({ missing: [{ key: 'plan' }], suggested_order: ['plan', 'carry'] });
    expect(await at.call(met, { name: 'plan' })).toMatchObject({ refused: false });
    expect(await missing(at)).toBe('met');
  });

  it('does not take a failed call, a dry run or another session for it', async () => {
    const waits = carries({ dependsOn: { session: [{ tool: 'draft', reason: 'A draft first.' }] } });
    const dry = { parameter: 'dry', default: false, by: 'resolver' } as const;
    const drafts = tool({ ...writing, name: 'draft', dryRun: dry, input: object({ dry: { type: 'boolean' } }, []) });
    const at = desk(waits, [drafts]);
    await at.call({ nobody: 1 }, { name: 'draft' });
    await at.call({ dry: true }, { name: 'draft' });
    await at.call({}, { name: 'draft', principal: caller({}, { session: 'theirs' }) });
    await at.call({}, { name: 'draft', principal: caller({}, { id: 'con_2' }) });
    await at.call({}, { name: 'draft', principal: { ...caller(), id: 'per_2' } });
    expect(await missing(at)).toMatchObject({ missing: [{ key: 'draft' }] });
    expect(await missing(at, {}, caller({}, { session: 'theirs' }))).toBe('met');
    await at.call({}, { name: 'draft' });
    expect(await missing(at)).toBe('met');
  });

  it('takes what was called a day ago for not called', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const at = desk(carries({ dependsOn: { session: [{ tool: 'sign_in', reason: 'First.' }] } }));
    const store = { ...at.kernel.host.store, calledTools: createMemoryCalledTools(() => now) };
    const timed = new Desk(at.tool, undefined, { kernel: { ...at.kernel, host: { ...at.kernel.host, store } } });
    await timed.call({}, { name: 'sign_in' });
    now = new Date('2026-11-22T11:59:59Z');
    expect(await missing(timed)).toBe('met');
    now = new Date('2026-11-22T12:00:01Z');
    expect(await missing(timed)).not.toBe('met');
  });

  it('answers all the same where a call cannot be remembered', async () => {
    const at = desk(carries({ dependsOn: { session: [{ tool: 'sign_in', reason: 'First.' }] } }));
    const calledTools = { ...at.kernel.host.store.calledTools, note: () => Promise.reject(new Error('Away.')) };
    const store = { ...at.kernel.host.store, calledTools };
    const broken = new Desk(at.tool, undefined, { kernel: { ...at.kernel, host: { ...at.kernel.host, store } } });
    expect(await broken.call({}, { name: 'sign_in' })).toMatchObject({ refused: false });
    expect(at.logged.map(({ message }) => message)).toEqual(['a call could not be remembered']);
  });
});

describe('an allow-list', () => {
  const brings = tool({ name: 'brings', dependsOn: { allowlist: ['between'] } });
  const between = tool({ name: 'between', dependsOn: { allowlist: ['list_shelves'] } });

  it('opens what its tools bring along, and what that brings along, and nothing else', async () => {
    const at = desk(brings, [between, lists, signsIn]);
    const principal = caller({}, { tools: ['brings'] });
    const ends = async (name: string) => {
      const outcome = await at.call({}, { name, principal });
      return outcome.refused ? outcome.gate : 'ok';
    };
    expect([await ends('brings'), await ends('between'), await ends('list_shelves')]).toEqual(['ok', 'ok', 'ok']);
    expect(await ends('sign_in')).toBe('allow_list');
  });
});
