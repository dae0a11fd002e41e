import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../generated/program.js';
import { demoKey } from '../../runtime/market/demo/keys.js';
import type { Shape, Tool } from '../../runtime/tool.js';
import { type Market, openMarket } from '../market/market.js';
import { allWires, wires } from './wires.js';

const tools: readonly Tool[] = program.tools;
/** Buys and sells, so every tool is open to them but those of the staff. */
const owner = demoKey('globex-owner');
const forStaff = new Set(
  tools.filter(({ audience }) => audience.every((name) => name === 'staff')).map(({ name }) => name),
);
const callerOf = (tool: string) => (forStaff.has(tool) ? demoKey('staff') : owner);

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

/** The refusal that all wires agree on. */
async function refusal(
  tool: string,
  input: unknown,
  key = callerOf(tool),
): Promise<Readonly<Record<string, unknown>> | null> {
  const [first, ...others] = await Promise.all(allWires.map((wire) => wire(market.url, key, tool, input)));
  for (const other of others) expect(other.refused).toEqual(first?.refused);
  return first?.refused ?? null;
}

/** Values of another type than any that the shape takes, and that no coercion makes one of. */
function wrongValues(shape: Shape): readonly unknown[] {
  const types = [shape.type ?? []].flat();
  const all: readonly (readonly [type: string, value: unknown])[] = [
    ['string', 7],
    ['boolean', 'perhaps'],
    ['integer', '1.5'],
    ['array', { 0: 'name' }],
    ['object', ['name']],
  ];
  const ofAnyOther = [
    ...(types.includes('null') ? [] : [null]),
    ...(types.includes('object') ? [] : [{ $ne: null }]),
    ...(types.includes('array') ? [] : [[[]]]),
  ];
  return [...all.filter(([type]) => types.includes(type)).map(([, value]) => value), ...ofAnyOther];
}

const inputs = tools.flatMap(({ name, input }) =>
  Object.entries(input.properties ?? {}).map(([argument, shape]) => ({ tool: name, argument, shape })),
);

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

describe.each(inputs)('$tool: $argument', ({ tool, argument, shape }) => {
  it.each(wrongValues(shape).map((value) => [JSON.stringify(value), value]))('is not %s', async (_, value) => {
    expect(await refusal(tool, { [argument]: value })).toMatchObject({
      error: 'Validation failed',
      code: 'VALIDATION_ERROR',
      details: { [argument]: [expect.stringContaining(argument)] },
      pointers: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringMatching(`^/${argument}`) })]),
    });
  });
});

describe.each(tools.map(({ name }) => name))('%s', (tool) => {
  it.each(['nope', 'constructor', 'toString', 'Project_id', ''])('knows no argument "%s"', async (argument) => {
    const body = await refusal(tool, { [argument]: { polluted: true } });
    expect(body).toMatchObject({ code: 'VALIDATION_ERROR' });
    const pointers = body?.pointers as readonly { pointer: string; received: string }[];
    expect(pointers.find(({ pointer }) => pointer === `/${argument}`)?.received).toBe('an unknown field');
  });

  it('knows no argument __proto__', async () => {
    const body = `{"tool": "${tool}", "arguments": {"__proto__": {"polluted": true}}}`;
    expect(await post('/mcp/tools/call', body, callerOf(tool))).toMatchObject([422, { code: 'VALIDATION_ERROR' }]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('takes no body over 256 KiB', async () => {
    expect(await refusal(tool, { nope: 'x'.repeat(300 * 1024) })).toEqual({
      error: 'The body is larger than 262144 bytes.',
      code: 'BODY_TOO_LARGE',
      limit: 262_144,
    });
  });

  it('takes no deep nesting', async () => {
    expect(await refusal(tool, { nope: nested(90) })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await refusal(tool, { nope: nested(200) })).toEqual({
      error: 'The body is nested more than 100 levels deep.',
      code: 'PARSE_ERROR',
    });
  });

  it('takes no broken JSON', async () => {
    const rpc = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: {} } });
    const rest = JSON.stringify({ tool, arguments: {} });
    for (const cut of [1, 2, 10]) {
      expect(await post('/mcp', rpc.slice(0, -cut))).toMatchObject([400, { error: { code: -32700 } }]);
      expect(await post('/mcp/tools/call', rest.slice(0, -cut))).toMatchObject([400, { code: 'PARSE_ERROR' }]);
    }
  });

  it('is told from what is called nearly so', async () => {
    for (const name of [`${tool}s`, tool.toUpperCase(), `${tool}.`, `marketplace/${tool}`]) {
      expect(await refusal(name, {})).toMatchObject({ code: 'UNKNOWN_TOOL', gate: 'find' });
    }
  });

  it('is for nobody without a good key', async () => {
    for (const key of ['sk_demo_nobody', `${owner}x`, owner.slice(0, -1), owner.toUpperCase()]) {
      for (const wire of allWires) {
        const { status, refused, headers } = await wire(market.url, key, tool, {});
        expect([status, refused?.code]).toEqual([401, 'UNAUTHORIZED']);
        expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
      }
    }
  });
});

it('arguments that are no object are refused on every wire', async () => {
  for (const input of ['text', 7, [], true]) {
    for (const wire of allWires) {
      const { status, refused } = await wire(market.url, owner, 'whoami', input);
      expect([input, status, refused === null]).toEqual([input, wire === wires.rest ? 422 : 200, false]);
    }
  }
});

async function post(path: string, body: string, key = owner): Promise<[number, unknown]> {
  const response = await fetch(`${market.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body,
  });
  return [response.status, await response.json()];
}
