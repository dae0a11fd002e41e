import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../generated/program.js';
import { server } from '../../generated/server.js';
import { demoKey } from '../../runtime/market/demo/keys.js';
import type { Tool } from '../../runtime/tool.js';
import { type Market, openMarket } from '../market/market.js';
import { postRpc } from '../server/requests.js';
import { anyInput } from './any-input.js';
import { allWires, wires } from './wires.js';

const declared: readonly Tool[] = program.tools;
/** What deletes comes last: it leaves less for the others to find. */
const tools = [false, true].flatMap((last) => declared.filter((tool) => (tool.writeMode === 'delete') === last));
const commonErrors: Readonly<Record<string, { readonly http: number }>> = server.errors;

let market: Market;
let othersBefore: unknown;
beforeAll(async () => {
  market = await openMarket();
  othersBefore = await others();
});
afterAll(() => market.close());

/** Rows of organizations that none of the callers belongs to, nor is invited to. */
async function others(): Promise<unknown> {
  const foreign = ['org_demo_globex', 'org_demo_forge', 'org_demo_anvil'];
  const project = await market.db('project').whereIn('organization_id', foreign).orderBy('id');
  const ids = project.map(({ id }) => id);
  return {
    organization: await market.db('organization').whereIn('id', foreign).orderBy('id'),
    membership: await market.db('membership').whereIn('organization_id', foreign).orderBy('customer_id'),
    invite: await market.db('invite').whereIn('organization_id', foreign).orderBy('id'),
    project,
    credentials: await market.db('project_credential').whereIn('project_id', ids).orderBy('id'),
    licence: await market.db('licence').whereIn('organization_id', foreign).orderBy('id'),
  };
}

/** Neither has an invite to another organization. */
const callers = ['acme-owner', 'acme-admin'].map((principal) => demoKey(principal));

/**
 * What Acme may know of others: packages and those who sell them, which everybody sees. Ids of theirs and names of what
 * they keep for themselves are nobody else's to read.
 */
const strangers =
  /(?:org|prj|cus|inv|lic|adr|whe|git)_demo_(?:globex|portal|forge|anvil)|pm_demo_globex|ord_demo_1003|ivc_demo_1003|portal/i;

describe.each(tools.map((tool) => ({ name: tool.name, tool })))('$name', ({ tool }) => {
  it('answers whatever it is called with, or refuses it as declared', async () => {
    const wire = fc.constantFrom(...(Object.keys(wires) as (keyof typeof wires)[]));
    await fc.assert(
      fc.asyncProperty(wire, fc.constantFrom(...callers), anyInput(tool), async (name, key, input) => {
        const { status, refused, text } = await wires[name](market.url, key, tool.name, input);
        // What the call names may come back; nothing else of theirs.
        if (!strangers.test(JSON.stringify(input))) expect(text).not.toMatch(strangers);
        const http = refused === null ? 200 : httpOf(tool, refused);
        expect({ refused, status }).toEqual({
          refused: refused && expect.objectContaining({ error: expect.any(String) }),
          status: name === 'rest' ? http : 200,
        });
        expect(http).toBeLessThan(500);
      }),
      { numRuns: 25 },
    );
  });
});

/** The status that the spec gives to the code of a refusal. */
function httpOf(tool: Tool, { code }: Readonly<Record<string, unknown>>): number {
  const { http } = tool.errors?.[String(code)] ?? commonErrors[String(code)] ?? {};
  if (http === undefined) throw new Error(`'${code}' is declared nowhere.`);
  return http;
}

it('answers noise with a refusal', async () => {
  const words = fc.constantFrom('jsonrpc', '2.0', 'id', 'method', 'params', 'tools/call', 'name', 'arguments', 'tool');
  const values = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
  const envelopes = fc
    .dictionary(words, fc.oneof(words, fc.jsonValue({ maxDepth: 2 })))
    .map((it) => JSON.stringify(it));
  const cut = fc.tuple(envelopes, fc.nat(20)).map(([text, end]) => text.slice(0, -end));
  const body = fc.oneof(envelopes, values, cut, fc.string({ unit: 'binary' }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/mcp', '/mcp/tools/call'), body, async (path, text) => {
      const response = await postRpc(`${market.url}${path}`, callers[0] ?? null, text);
      expect([200, 202, 400, 404, 422]).toContain(response.status);
      if (response.status !== 202) await response.json();
    }),
    { numRuns: 100 },
  );
});

it('none of it changed a row of another organization', async () => {
  expect(await others()).toEqual(othersBefore);
});

it('keeps nothing of a call in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heapAfter = async (count: number) => {
    for (const [index, tool] of Array.from({ length: count }, (_, at) => [at, tools[at % tools.length]] as const)) {
      const wire = allWires[index % allWires.length];
      await wire?.(market.url, callers[0] ?? '', tool?.name ?? '', { nope: 'x'.repeat(200_000), [`a${index}`]: 1 });
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  await heapAfter(200);
  const before = await heapAfter(200);
  expect((await heapAfter(400)) - before).toBeLessThan(400 * 50_000);
});
