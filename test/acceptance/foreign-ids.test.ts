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

/**
 * By tool and argument: what else the call takes, another tenant's id, and one that nobody has. As Acme's owner, who only
 * buys; where it says so as Globex's, who sells as well.
 */
const cases: readonly [
  tool: string,
  argument: string,
  rest: object,
  foreign: string,
  none: string,
  as?: 'globex-owner',
][] = [
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
  ['get_package', 'package_id', {}, 'pkg_demo_hammer', 'pkg_demo_nobody'],
  ['search_packages', 'vendor_id', {}, 'ven_demo_anvil', 'ven_demo_nobod'],
  ['get_invoice', 'invoice_id', {}, 'ivc_demo_1003', 'ivc_demo_none'],
  ['manage_license', 'license_id', { action: 'cancel' }, 'lic_demo_portal', 'lic_demo_nobody'],
  [
    'manage_license',
    'project_id',
    { action: 'attach', license_id: 'lic_demo_seo' },
    'prj_demo_portal',
    'prj_demo_nobody',
  ],
  [
    'manage_license',
    'project_id',
    { action: 'detach', license_id: 'lic_demo_checkout' },
    'prj_demo_portal',
    'prj_demo_nobody',
  ],
  ['delete_billing_address', 'address_id', {}, 'adr_demo_globex', 'adr_demo_nobody'],
  ['set_default_billing_address', 'address_id', {}, 'adr_demo_globex', 'adr_demo_nobody'],
  ['set_default_payment_method', 'payment_method_id', {}, 'pm_demo_globex', 'pm_demo_nobody'],
  ['place_order_with_saved_method', 'payment_method_id', { dry_run: true }, 'pm_demo_globex', 'pm_demo_nobody'],
  [
    'purchase_and_install_packages',
    'payment_method_id',
    { items: [{ package: 'forge/checkout-booster' }], dry_run: true },
    'pm_demo_globex',
    'pm_demo_nobody',
  ],
  ['revoke_integration', 'integration_id', {}, 'git_demo_globex', 'git_demo_nobody'],
  ['wait_for_git_integration', 'integration_id', { timeout_seconds: 1 }, 'git_demo_globex', 'git_demo_nobody'],
  ['update_vendor_profile', 'vendor_id', { profile: 'Ours' }, 'ven_demo_forge', 'ven_demo_nobod', 'globex-owner'],
  ['start_stripe_connect_onboarding', 'vendor_id', {}, 'ven_demo_forge', 'ven_demo_nobod', 'globex-owner'],
  ['get_stripe_connect_status', 'vendor_id', {}, 'ven_demo_forge', 'ven_demo_nobod', 'globex-owner'],
  ['set_package_status', 'package_id', { status: 'disabled' }, 'pkg_demo_seo', 'pkg_demo_non', 'globex-owner'],
  ['set_package_pricing', 'package_id', { free: true }, 'pkg_demo_seo', 'pkg_demo_non', 'globex-owner'],
  [
    'add_webhook_endpoint',
    'vendor_id',
    { url: 'https://hooks.example.com/', events: ['order.paid'] },
    'ven_demo_forge',
    'ven_demo_nobod',
    'globex-owner',
  ],
  ['update_webhook_endpoint', 'endpoint_id', { enabled: false }, 'whe_demo_forge', 'whe_demo_nobod', 'globex-owner'],
  ['delete_webhook_endpoint', 'endpoint_id', {}, 'whe_demo_forge', 'whe_demo_nobod', 'globex-owner'],
  ['rotate_webhook_token', 'endpoint_id', {}, 'whe_demo_forge', 'whe_demo_nobod', 'globex-owner'],
  [
    'add_package_from_repo',
    'vendor_id',
    { repository_url: 'https://github.demo.example/forge/gift-cards.git' },
    'ven_demo_forge',
    'ven_demo_nobod',
    'globex-owner',
  ],
  [
    'publish_packages_from_repos',
    'vendor_id',
    { repositories: ['https://github.demo.example/forge/gift-cards.git'] },
    'ven_demo_forge',
    'ven_demo_nobod',
    'globex-owner',
  ],
];

/** These tell it of each of their items, or list what there is: nothing. */
const telling = new Set(['search_packages', 'publish_packages_from_repos']);

it('every argument that takes an id is among the cases', () => {
  const takeIds = tools.flatMap(({ name, input }) =>
    Object.entries(input.properties ?? {})
      .filter(([, { pattern }]) => pattern !== undefined && /^\^[a-z]+_/.test(pattern))
      .map(([argument]) => `${name} ${argument}`),
  );
  expect(new Set(cases.map(([tool, argument]) => `${tool} ${argument}`))).toEqual(new Set(takeIds));
});

const combinations = Object.entries(wires).flatMap(([name, wire]) =>
  cases.map(([tool, argument, rest, foreign, none, as = 'acme-owner']) => ({
    ...{ name, wire, tool, argument, rest, foreign, none, as },
  })),
);

it.each(combinations)(
  "$name: $tool $rest with another organization's $argument answers to the byte as for none",
  async ({ wire, tool, argument, rest, foreign, none, as }) => {
    expect(foreign.length).toBe(none.length);
    const seen = async (id: string) => outside(wire, as, tool, { ...rest, [argument]: id });
    const [answer, reference] = [await seen(foreign), await seen(none)];
    if (telling.has(tool)) expect(reference.code).toBeUndefined();
    else expect(reference.code).toMatch(/_NOT_FOUND$/);
    expect(answer).toEqual({ ...reference, text: reference.text.replaceAll(none, foreign) });
  },
);

/** All that a caller sees of an answer, but when it came and which trace it has. */
async function outside(wire: Wire, as: string, tool: string, input: object) {
  const { status, refused, text, headers } = await wire(market.url, demoKey(as), tool, input);
  const kept = [...headers].filter(([name]) => name !== 'date' && !name.includes('trace'));
  return { status, code: refused?.code, text, headers: Object.fromEntries(kept) };
}
