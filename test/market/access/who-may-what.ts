/**
 * The table of who sees what, as people wrote it down, by hand: it is not derived from the declaration, so that a privilege
 * lost or gained there is noticed. `tool` or `tool action`.
 */
export const roles = ['owner', 'admin', 'developer', 'billing', 'viewer'] as const;
export type Role = (typeof roles)[number];
export type Audience = 'buyer' | 'vendor';

interface Row {
  readonly calls: readonly string[];
  readonly audiences: readonly Audience[];
  readonly roles: readonly Role[];
}

const both: readonly Audience[] = ['buyer', 'vendor'];
const buyer: readonly Audience[] = ['buyer'];
const vendor: readonly Audience[] = ['vendor'];
const everybody: readonly Role[] = roles;
const admins: readonly Role[] = ['owner', 'admin'];
const developers: readonly Role[] = ['owner', 'admin', 'developer'];
const payers: readonly Role[] = ['owner', 'admin', 'billing'];

export const whoMayWhat: readonly Row[] = [
  {
    calls: [
      ...['whoami', 'list_orgs', 'set_active_org', 'get_my_dashboard', 'create_org'],
      ...['respond_to_invite accept', 'respond_to_invite decline', 'search_packages', 'get_package'],
      ...['list_git_integrations', 'start_git_integration', 'wait_for_git_integration', 'revoke_integration'],
      ...['list_org_members', 'leave_org'],
    ],
    audiences: both,
    roles: everybody,
  },
  {
    calls: [
      ...['update_org', 'apply_as_vendor', 'bootstrap_vendor'],
      ...['manage_org_member invite', 'manage_org_member revoke_invite'],
      ...['manage_org_member remove', 'manage_org_member change_role'],
    ],
    audiences: both,
    roles: admins,
  },
  {
    calls: ['list_projects', 'list_licenses', 'list_orders', 'get_invoice', 'view_cart'],
    audiences: buyer,
    roles: everybody,
  },
  {
    calls: [
      ...['create_project', 'update_project', 'setup_project', 'rotate_credentials'],
      ...['manage_license attach', 'manage_license detach'],
    ],
    audiences: buyer,
    roles: developers,
  },
  { calls: ['delete_project', 'purchase_and_install_packages'], audiences: buyer, roles: admins },
  {
    calls: ['add_to_cart', 'remove_from_cart'],
    audiences: buyer,
    roles: ['owner', 'admin', 'developer', 'billing'],
  },
  {
    calls: [
      ...['place_order_with_saved_method', 'manage_license cancel', 'set_default_payment_method'],
      ...['add_billing_address', 'delete_billing_address', 'set_default_billing_address'],
    ],
    audiences: buyer,
    roles: payers,
  },
  {
    calls: ['list_payment_methods', 'list_billing_addresses'],
    audiences: buyer,
    roles: ['owner', 'admin', 'billing', 'viewer'],
  },
  {
    calls: ['get_vendor_dashboard', 'list_vendors', 'list_packages', 'get_stripe_connect_status'],
    audiences: vendor,
    roles: everybody,
  },
  { calls: ['update_vendor_profile', 'start_stripe_connect_onboarding'], audiences: vendor, roles: admins },
  {
    calls: [
      ...['add_package_from_repo', 'publish_packages_from_repos', 'set_package_status'],
      ...['add_webhook_endpoint', 'update_webhook_endpoint', 'delete_webhook_endpoint', 'rotate_webhook_token'],
    ],
    audiences: vendor,
    roles: developers,
  },
  { calls: ['set_package_pricing'], audiences: vendor, roles: payers },
  { calls: ['get_billing_status', 'list_invoices', 'upgrade_plan'], audiences: both, roles: payers },
];

/** Staff belong to no organization, and whoever belongs to one is none of them. */
export const staffCalls: readonly string[] = [
  ...['query_database', 'list_tables', 'create_coupon'],
  ...['list_sites', 'list_routes', 'get_stats'],
];

/** What somebody of this role may call in an organization of these audiences. */
export function callsOf(audiences: readonly Audience[], role: Role): readonly string[] {
  return whoMayWhat
    .filter((row) => row.roles.includes(role) && row.audiences.some((one) => audiences.includes(one)))
    .flatMap(({ calls }) => calls)
    .sort();
}

export function toolOf(call: string): string {
  return call.split(' ')[0] ?? '';
}

/** Names of tools, each once, sorted. */
export function toolsOf(calls: readonly string[]): readonly string[] {
  return [...new Set(calls.map(toolOf))].sort();
}
