import { boolean, date, each, id, moment, number, orNull, type Printed, text } from './printed.js';

function withoutWorkspace(tool: string, input: Readonly<Record<string, unknown>> = {}): Printed {
  return {
    title: `${tool}: Error Response - No Workspace Context`,
    as: 'staff',
    tool,
    arguments: input,
    status: 403,
    body: {
      error: `MCP tool '${tool}' requires workspace context. Authenticate with an API key or user session.`,
    },
    added: { code: 'MISSING_WORKSPACE_CONTEXT' },
  };
}

/** What is wrong with a coupon, as the document says it. */
function wrongCoupon(title: string, change: object, refusal: { error: string; status: number; code: string }): Printed {
  return {
    title: `create_coupon: Error Response - ${title}`,
    as: 'staff',
    tool: 'create_coupon',
    arguments: { code: 'AUTUMN25', name: 'Autumn Sale', value: 25, ...change },
    status: refusal.status,
    body: { error: refusal.error },
    added: { code: refusal.code },
  };
}

const summer = {
  code: 'SUMMER25',
  name: 'Summer Sale 2024',
  type: 'percentage',
  value: 25,
  duration: 'once',
  max_uses: 100,
  valid_until: '2024-08-31',
};

/** "Commerce Tools" in their order, so that the coupon is there when its code is sent once more. */
export const commerceExamples: readonly Printed[] = [
  {
    title: 'get_billing_status: Example Request, Success Response',
    as: 'acme-billing',
    tool: 'get_billing_status',
    arguments: {},
    status: 200,
    body: {
      workspace: { id: 'org_demo_acme', name: text },
      subscription: {
        id: id,
        status: 'active',
        gateway: 'stripe',
        billing_cycle: 'monthly',
        current_period_start: moment,
        current_period_end: moment,
        days_until_renewal: number,
        cancel_at_period_end: false,
        on_trial: false,
        trial_ends_at: null,
      },
      packages: [{ code: 'professional', name: 'Professional Plan', status: 'active', expires_at: null }],
    },
    added: { subscription: { scheduled_change: null } },
  },
  withoutWorkspace('get_billing_status'),
  {
    title: 'list_invoices: Example Request, Success Response',
    as: 'acme-billing',
    tool: 'list_invoices',
    arguments: { status: 'paid', limit: 5 },
    status: 200,
    body: {
      workspace_id: 'org_demo_acme',
      count: number,
      invoices: each({
        id: id,
        invoice_number: text,
        status: 'paid',
        subtotal: number,
        discount_amount: number,
        tax_amount: number,
        total: number,
        amount_paid: number,
        amount_due: 0,
        currency: 'GBP',
        issue_date: date,
        due_date: date,
        paid_at: moment,
        is_overdue: false,
        order_number: orNull(text),
      }),
    },
  },
  withoutWorkspace('list_invoices', { status: 'paid', limit: 5 }),
  {
    title: 'upgrade_plan: Example Request - Preview, Preview Response',
    as: 'acme-billing',
    tool: 'upgrade_plan',
    arguments: { package_code: 'enterprise', preview: true },
    status: 200,
    body: {
      preview: true,
      current_package: 'professional',
      new_package: 'enterprise',
      proration: {
        is_upgrade: true,
        is_downgrade: false,
        current_plan_price: 99,
        new_plan_price: 299,
        credit_amount: number,
        prorated_new_cost: number,
        net_amount: number,
        requires_payment: true,
        days_remaining: number,
        currency: 'GBP',
      },
    },
    added: { effective_at: moment, replaced_change: null, proration: { tax_amount: number, amount_due: number } },
  },
  {
    title: 'upgrade_plan: Execute Response',
    as: 'acme-billing',
    tool: 'upgrade_plan',
    arguments: { package_code: 'enterprise', preview: false, immediate: true },
    status: 200,
    body: {
      success: true,
      immediate: true,
      current_package: 'professional',
      new_package: 'enterprise',
      proration: { is_upgrade: true, net_amount: number },
      subscription_status: 'active',
    },
    // The proration is told whole, as in the preview.
    added: {
      effective_at: moment,
      replaced_change: null,
      proration: {
        is_downgrade: false,
        current_plan_price: 99,
        new_plan_price: 299,
        credit_amount: number,
        prorated_new_cost: number,
        requires_payment: true,
        days_remaining: number,
        currency: 'GBP',
        tax_amount: number,
        amount_due: number,
      },
    },
  },
  {
    title: 'upgrade_plan: Error Response - Package Not Found',
    as: 'acme-billing',
    tool: 'upgrade_plan',
    arguments: { package_code: 'platinum', preview: true },
    status: 404,
    body: {
      error: 'Package not found',
      available_packages: ['starter', 'professional', 'agency', 'enterprise'],
    },
    added: { code: 'PACKAGE_NOT_FOUND' },
  },
  withoutWorkspace('upgrade_plan', { package_code: 'enterprise', preview: true }),
  {
    title: 'create_coupon: Example Request, Success Response',
    as: 'staff',
    tool: 'create_coupon',
    arguments: summer,
    on: '2024-06-01',
    status: 200,
    body: { success: true, coupon: { id: id, ...summer, is_active: boolean } },
  },
  wrongCoupon(
    'Invalid Code',
    { code: 'autumn 25%' },
    {
      error: 'Invalid code format. Use only uppercase letters, numbers, hyphens, and underscores.',
      status: 422,
      code: 'INVALID_COUPON_CODE',
    },
  ),
  wrongCoupon(
    'Duplicate Code',
    { code: 'SUMMER25' },
    { error: 'A coupon with this code already exists.', status: 409, code: 'DUPLICATE_COUPON_CODE' },
  ),
  wrongCoupon(
    'Invalid Percentage',
    { value: 101 },
    { error: 'Percentage value must be between 1 and 100.', status: 422, code: 'INVALID_PERCENTAGE' },
  ),
];
