import { afterAll, beforeAll, expect, it } from 'vitest';
import { program } from '../../generated/program.js';
import { demoKey } from '../../runtime/market/demo/keys.js';
import type { Tool } from '../../runtime/tool.js';
import { type Market, openMarket } from '../market/market.js';
import { type Wire, wires } from './wires.js';

const tools: readonly Tool[] = program.tools;

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

/** By tool and argument: what else the call takes, another tenant's id, and one that nobody has. */
const cases: readonly [tool: string, argument: string, rest: object, foreign: string, none: string][] = [
  ['update_project', 'project_id', { name: 'Mine' }, 'prj_demo_portal', 'prj_demo_nobody'],
  ['delete_project', 'project_id', {}, 'prj_demo_portal', 'prj_demo_nobody'],
  ['rotate_credentials', 'project_id', {}, 'prj_demo_portal', 'prj_demo_nobody'],
  ['set_active_org', 'org_id', {}, 'org_demo_globex', 'org_demo_nobody'],
  ['manage_org_member', 'customer_id', { action: 'remove' }, 'cus_demo_globex_owner', 'cus_demo_nobody_at_al'],
  [
    'manage_org_member',
    'customer_id',
    { action: 'change_role', role: 'viewer' },
    'cus_demo_globex_owner',
    'cus_demo_nobody_at_al',
  ],
  ['manage_org_member', 'invite_id', { action: 'revoke_invite' }, 'inv_demo_globex_viewer', 'inv_demo_nobody_at_all'],
  ['respond_to_invite', 'invite_id', { action: 'accept' }, 'inv_demo_globex_viewer', 'inv_demo_nobody_at_all'],
  ['respond_to_invite', 'invite_id', { action: 'decline' }, 'inv_demo_globex_viewer', 'inv_demo_nobody_at_all'],
];

it('every argument that takes an id is among the cases', () => {
  const takeIds = tools.flatMap(({ name, input }) =>
    Object.entries(input.properties ?? {})
      .filter(([, { pattern }]) => pattern !== undefined && /^\^[a-z]+_/.test(pattern))
      .map(([argument]) => `${name} ${argument}`),
  );
  expect(new Set(cases.map(([tool, argument]) => `${tool} ${argument}`))).toEqual(new Set(takeIds));
});

const combinations = Object.entries(wires).flatMap(([name, wire]) =>
  cases.map(([tool, argument, rest, foreign, none]) => ({ name, wire, tool, argument, rest, foreign, none })),
);

it.each(combinations)(
  "$name: $tool $rest with another organization's $argument answers to the byte as for none",
  async ({ wire, tool, argument, rest, foreign, none }) => {
    expect(foreign.length).toBe(none.length);
    const seen = async (id: string) => outside(wire, tool, { ...rest, [argument]: id });
    const [answer, reference] = [await seen(foreign), await seen(none)];
    expect(reference.code).toMatch(/_NOT_FOUND$/);
    expect(answer).toEqual({ ...reference, text: reference.text.replaceAll(none, foreign) });
  },
);

/** All that a caller sees of an answer, but when it came and which trace it has. */
async function outside(wire: Wire, tool: string, input: object) {
  const { status, refused, text, headers } = await wire(market.url, demoKey('acme-owner'), tool, input);
  const kept = [...headers].filter(([name]) => name !== 'date' && !name.includes('trace'));
  return { status, code: refused?.code, text, headers: Object.fromEntries(kept) };
}
