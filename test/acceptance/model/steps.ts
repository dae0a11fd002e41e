import fc from 'fast-check';
import { demoPeople } from '../../../runtime/market/demo/people.js';
import type { World } from './world.js';

/** One step: who does what, to which of the things that there are. The numbers choose among them, whoever's they are. */
export interface Step {
  readonly as: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

/** Who buys comes more often than who may not. */
const principals = [
  'acme-owner',
  'acme-owner',
  'acme-owner',
  'acme-admin',
  'acme-developer',
  'acme-billing',
  'acme-viewer',
  'globex-owner',
  'globex-owner',
  'globex-owner',
  'forge-vendor',
  'newcomer',
] as const;

type Choose = (table: string, column?: string) => Promise<string>;

/** What a step sends, from ids that may be anybody's. */
type Make = (choose: Choose, step: Step) => Promise<object>;

const calls: Readonly<Record<string, { readonly weight: number; readonly tool: string; readonly make: Make }>> = {
  add: {
    weight: 18,
    tool: 'add_to_cart',
    make: async (choose, { y }) => ({ package: await choose('package', 'composer_name'), quantity: (y % 3) + 1 }),
  },
  remove: {
    weight: 2,
    tool: 'remove_from_cart',
    make: async (choose) => ({ package: await choose('package', 'composer_name') }),
  },
  look: { weight: 2, tool: 'view_cart', make: async () => ({}) },
  buy: { weight: 8, tool: 'place_order_with_saved_method', make: async () => ({}) },
  'buy with': {
    weight: 5,
    tool: 'place_order_with_saved_method',
    make: async (choose) => ({ payment_method_id: await choose('payment_method') }),
  },
  'buy cheaper': { weight: 3, tool: 'place_order_with_saved_method', make: async () => ({ coupon: 'WELCOME10' }) },
  orders: { weight: 2, tool: 'list_orders', make: async () => ({ limit: 100 }) },
  invoice: { weight: 2, tool: 'get_invoice', make: async (choose) => ({ invoice_id: await choose('invoice') }) },
  licences: { weight: 2, tool: 'list_licenses', make: async () => ({ limit: 100 }) },
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
  project: { weight: 2, tool: 'create_project', make: async (_, { y }) => ({ name: `Project ${y}` }) },
  setup: { weight: 2, tool: 'setup_project', make: async (_, { y }) => ({ name: `Setup ${y}` }) },
  rotate: {
    weight: 4,
    tool: 'rotate_credentials',
    make: async (choose) => ({ project_id: await choose('project') }),
  },
  projects: { weight: 2, tool: 'list_projects', make: async () => ({ limit: 100 }) },
  'end project': {
    weight: 1,
    tool: 'delete_project',
    make: async (choose) => ({ project_id: await choose('project') }),
  },
  'put on sale': {
    weight: 2,
    tool: 'set_package_status',
    make: async (choose, { y }) => ({
      package_id: await choose('package'),
      status: y % 3 === 0 ? 'disabled' : 'enabled',
    }),
  },
  price: {
    weight: 2,
    tool: 'set_package_pricing',
    make: async (choose, { y }) => ({
      package_id: await choose('package'),
      amount: `${(y % 90) + 1}.${String(y % 100).padStart(2, '0')}`,
      currency: 'GBP',
    }),
  },
  address: {
    weight: 2,
    tool: 'set_default_billing_address',
    make: async (choose) => ({ address_id: await choose('billing_address') }),
  },
  invite: {
    weight: 1,
    tool: 'manage_org_member',
    make: async (_, { y }) => ({ action: 'invite', email: emailOf(y), role: roleOf(y) }),
  },
  accept: {
    weight: 1,
    tool: 'respond_to_invite',
    make: async (choose) => ({ action: 'accept', invite_id: await choose('invite') }),
  },
  demote: {
    weight: 2,
    tool: 'manage_org_member',
    make: async (choose, { y }) => ({
      action: 'change_role',
      customer_id: await choose('customer'),
      role: roleOf(y),
    }),
  },
  expel: {
    weight: 1,
    tool: 'manage_org_member',
    make: async (choose) => ({ action: 'remove', customer_id: await choose('customer') }),
  },
  leave: { weight: 1, tool: 'leave_org', make: async () => ({}) },
  dashboard: { weight: 2, tool: 'get_vendor_dashboard', make: async () => ({}) },
};

/** What happens beside the calls. */
const happenings = { event: 14, settle: 3, refund: 3, 'old event': 5 } as const;

export const steps: fc.Arbitrary<Step> = fc.record({
  as: fc.constantFrom(...principals),
  kind: fc.oneof(
    ...Object.entries(calls).map(([kind, { weight }]) => ({ weight, arbitrary: fc.constant(kind) })),
    ...Object.entries(happenings).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) })),
  ),
  x: fc.noBias(fc.nat(9_999)),
  y: fc.noBias(fc.nat(9_999)),
});

export interface Answer {
  readonly tool: string;
  readonly as: string;
  readonly status: number;
  readonly body: unknown;
}

/** Does one step; null where it was no call. */
export async function take(world: World, step: Step): Promise<Answer | null> {
  const call = calls[step.kind];
  if (call === undefined) {
    await happen(world, step);
    return null;
  }
  const input = await call.make(chooser(world, step), step);
  const { status, body } = await world.market.call(step.as, call.tool, input);
  return { tool: call.tool, as: step.as, status, body };
}

/**
 * Mostly what is the caller's own, one time in four anybody's; of packages mostly those on sale. The second choice of a
 * step differs from its first.
 */
function chooser({ market }: World, { as, kind, x, y }: Step): Choose {
  let turn = x;
  return async (table, column = 'id') => {
    const rows: string[] = await market
      .db(table)
      .orderBy(column)
      .modify((query) => {
        if (turn % 4 === 0) return;
        if (ownTables.has(table)) query.where({ organization_id: organizationOf(as) });
        if (kind === 'add') query.where({ status: 'enabled' });
      })
      .pluck(column);
    const chosen = rows[(turn >> 2) % Math.max(1, rows.length)];
    turn = y;
    return chosen ?? `${table}_none`;
  };
}

const ownTables = new Set(['payment_method', 'invoice', 'licence', 'project', 'billing_address', 'invite']);

async function happen(world: World, { kind, x }: Step): Promise<void> {
  const { market, stripe, double } = world;
  if (kind === 'event') {
    const pending = await double.events.pending();
    const event = pending[x % Math.max(1, pending.length)];
    if (event !== undefined) await double.events.deliver(event.id);
  } else if (kind === 'old event') {
    const had: string[] = await market.db('stripe_event').orderBy('id').pluck('id');
    const again = had[x % Math.max(1, had.length)];
    if (again !== undefined) await double.events.deliver(again);
  } else if (kind === 'settle') {
    await settle(world);
  } else {
    const paid: string[] = await market
      .db('customer_order')
      .where({ status: 'paid' })
      .whereNotNull('payment_intent_id')
      .orderBy('id')
      .pluck('payment_intent_id');
    const intent = paid[x % Math.max(1, paid.length)];
    // What has been given back already, Stripe refuses to give back again.
    if (intent !== undefined) await stripe.refunds.create({ payment_intent: intent }).catch(() => {});
  }
}

/** Sends all that is held, and goes on holding. */
export async function settle({ double }: World): Promise<void> {
  double.events.release();
  await double.events.settle();
  double.events.hold();
}

function emailOf(y: number): string {
  const person = demoPeople[y % demoPeople.length];
  return `${person?.principal ?? 'nobody'}@example.com`;
}

function roleOf(y: number): string {
  return ['owner', 'admin', 'developer', 'billing', 'viewer'][y % 5] ?? 'viewer';
}

/** The organization that a principal's demo key is granted alone. */
export function organizationOf(principal: string): string {
  const person = demoPeople.find((each) => each.principal === principal);
  if (person?.org == null) throw new Error(`The demo has no organization of ${principal}.`);
  return person.org;
}
