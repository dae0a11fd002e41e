import { demoEmail, demoPeople } from '../../../runtime/market/demo/people.js';
import type { Choose } from './choose.js';

/** A call of a step, and how often it comes beside the others. */
export interface Call {
  readonly weight: number;
  readonly tool: string;
  /** What it sends, of ids that may be anybody's; `y` is any number. */
  readonly make: (choose: Choose, y: number) => Promise<object>;
  /** Whether it is first tried as a dry run, which it has to agree with. */
  readonly rehearsed?: true;
  /** Whether Stripe speaks while it runs; else its events wait for a step that sends them. */
  readonly stripeSpeaks?: true;
}

const nothing = async () => ({});
const all = async () => ({ limit: 100 });

const buying = {
  add: {
    weight: 20,
    tool: 'add_to_cart',
    make: async (choose, y) => ({ package: await choose('package on sale'), quantity: (y % 3) + 1 }),
  },
  remove: {
    weight: 6,
    tool: 'remove_from_cart',
    make: async (choose) => ({ package: await choose('package in the cart') }),
  },
  look: { weight: 2, tool: 'view_cart', make: nothing },
  buy: { weight: 10, tool: 'place_order_with_saved_method', rehearsed: true, make: nothing },
  'buy with': {
    weight: 5,
    tool: 'place_order_with_saved_method',
    rehearsed: true,
    make: async (choose) => ({ payment_method_id: await choose('payment method') }),
  },
  'buy cheaper': {
    weight: 3,
    tool: 'place_order_with_saved_method',
    rehearsed: true,
    make: async () => ({ coupon: 'WELCOME10' }),
  },
  'buy and install': {
    weight: 4,
    tool: 'purchase_and_install_packages',
    rehearsed: true,
    stripeSpeaks: true,
    make: async (choose, y) => ({
      items: [
        { package: await choose('package on sale'), quantity: (y % 2) + 1, project_id: await choose('project') },
        { package: await choose('package on sale') },
      ],
    }),
  },
  orders: { weight: 2, tool: 'list_orders', make: all },
  invoice: { weight: 2, tool: 'get_invoice', make: async (choose) => ({ invoice_id: await choose('invoice') }) },
  address: {
    weight: 2,
    tool: 'set_default_billing_address',
    make: async (choose) => ({ address_id: await choose('billing address') }),
  },
  addresses: { weight: 1, tool: 'list_billing_addresses', make: nothing },
  cards: { weight: 1, tool: 'list_payment_methods', make: nothing },
} as const satisfies Readonly<Record<string, Call>>;

const using = {
  licences: { weight: 2, tool: 'list_licenses', make: all },
  attach: {
    weight: 6,
    tool: 'manage_license',
    make: async (choose) => ({
      action: 'attach',
      license_id: await choose('licence'),
      project_id: await choose('project'),
    }),
  },
  detach: {
    weight: 2,
    tool: 'manage_license',
    make: async (choose) => ({
      action: 'detach',
      license_id: await choose('licence'),
      project_id: await choose('project'),
    }),
  },
  cancel: {
    weight: 2,
    tool: 'manage_license',
    make: async (choose) => ({ action: 'cancel', license_id: await choose('licence') }),
  },
  project: { weight: 2, tool: 'create_project', make: async (_, y) => ({ name: `Project ${y}` }) },
  setup: { weight: 2, tool: 'setup_project', make: async (_, y) => ({ name: `Setup ${y}` }) },
  rotate: {
    weight: 4,
    tool: 'rotate_credentials',
    make: async (choose) => ({ project_id: await choose('project') }),
  },
  projects: { weight: 2, tool: 'list_projects', make: all },
  'end project': {
    weight: 1,
    tool: 'delete_project',
    make: async (choose) => ({ project_id: await choose('project') }),
  },
} as const satisfies Readonly<Record<string, Call>>;

const selling = {
  'put on sale': {
    weight: 4,
    tool: 'set_package_status',
    make: async (choose, y) => ({
      package_id: await choose('own package'),
      status: y % 4 === 0 ? 'disabled' : 'enabled',
    }),
  },
  price: {
    weight: 3,
    tool: 'set_package_pricing',
    make: async (choose, y) => ({
      package_id: await choose('own package'),
      amount: `${(y % 90) + 1}.${String(y % 100).padStart(2, '0')}`,
      currency: 'GBP',
    }),
  },
  packages: { weight: 1, tool: 'list_packages', make: all },
  dashboard: { weight: 2, tool: 'get_vendor_dashboard', make: nothing },
  'webhook secret': {
    weight: 1,
    tool: 'rotate_webhook_token',
    make: async (choose) => ({ endpoint_id: await choose('webhook endpoint') }),
  },
} as const satisfies Readonly<Record<string, Call>>;

const belonging = {
  invite: {
    weight: 4,
    tool: 'manage_org_member',
    make: async (_, y) => ({ action: 'invite', email: emailOf(y), role: roleOf(y) }),
  },
  accept: {
    weight: 4,
    tool: 'respond_to_invite',
    make: async (choose) => ({ action: 'accept', invite_id: await choose('received invite') }),
  },
  demote: {
    weight: 2,
    tool: 'manage_org_member',
    make: async (choose, y) => ({ action: 'change_role', customer_id: await choose('member'), role: roleOf(y) }),
  },
  expel: {
    weight: 1,
    tool: 'manage_org_member',
    make: async (choose) => ({ action: 'remove', customer_id: await choose('member') }),
  },
  leave: { weight: 1, tool: 'leave_org', make: nothing },
  members: { weight: 1, tool: 'list_org_members', make: nothing },
} as const satisfies Readonly<Record<string, Call>>;

export const calls: Readonly<Record<string, Call>> = { ...buying, ...using, ...selling, ...belonging };

function emailOf(y: number): string {
  const person = demoPeople[y % demoPeople.length];
  return demoEmail(person?.principal ?? 'nobody');
}

/** Of any number; beside `emailOf` of the same number, every person may be offered every role. */
function roleOf(y: number): string {
  return ['owner', 'admin', 'developer', 'billing', 'viewer'][(y >> 4) % 5] ?? 'viewer';
}
