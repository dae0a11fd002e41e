// Generated from spec/platform/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';
import { type Currency, type OrganizationId, currencyShape, organizationIdShape } from './marketplace.js';

/** How often it renews. */
export type BillingCycle = 'monthly' | 'yearly';

export const billingCycleShape = {
  type: 'string',
  description: 'How often it renews.',
  enum: ['monthly', 'yearly'],
} as const satisfies Shape;

/** How long renewals are discounted too. */
export type CouponDuration = 'once' | 'repeating' | 'forever';

export const couponDurationShape = {
  type: 'string',
  description: 'How long renewals are discounted too.',
  enum: ['once', 'repeating', 'forever'],
} as const satisfies Shape;

/** What value is. */
export type DiscountType = 'percentage' | 'fixed_amount';

export const discountTypeShape = {
  type: 'string',
  description: 'What value is.',
  enum: ['percentage', 'fixed_amount'],
} as const satisfies Shape;

/** A discount code and its terms. */
export interface CreatedCoupon {
  /** Id of the coupon. */
  readonly id: string;
  /** What a buyer enters. */
  readonly code: string;
  /** What it is called. */
  readonly name: string;
  /** What value is. */
  readonly type: DiscountType;
  /** Per cent, or pounds. */
  readonly value: number;
  /** How long renewals are discounted too. */
  readonly duration: CouponDuration;
  /** Of repeating coupons. */
  readonly duration_in_months?: number;
  /** Null is unlimited. */
  readonly max_uses: number | null;
  /** Its last day in UTC. */
  readonly valid_until: string | null;
  /** Whether it can be redeemed. */
  readonly is_active: boolean;
}

export const createdCouponShape = {
  type: 'object',
  description: 'A discount code and its terms.',
  properties: {
    id: { type: 'string', description: 'Id of the coupon.', pattern: '^cpn_\\w+$', maxLength: 44 },
    code: { type: 'string', description: 'What a buyer enters.', maxLength: 40 },
    name: { type: 'string', description: 'What it is called.', maxLength: 80 },
    type: discountTypeShape,
    value: { type: 'number', description: 'Per cent, or pounds.' },
    duration: couponDurationShape,
    duration_in_months: { type: 'integer', description: 'Of repeating coupons.' },
    max_uses: { type: ['integer', 'null'], description: 'Null is unlimited.' },
    valid_until: { type: ['string', 'null'], description: 'Its last day in UTC.', format: 'date', maxLength: 10 },
    is_active: { type: 'boolean', description: 'Whether it can be redeemed.' },
  },
  required: ['id', 'code', 'name', 'type', 'value', 'duration', 'max_uses', 'valid_until', 'is_active'],
  additionalProperties: false,
} as const satisfies Shape;

/** void: never paid and not to be paid any more, or given back whole. */
export type InvoiceStatus = 'paid' | 'pending' | 'overdue' | 'void';

export const invoiceStatusShape = {
  type: 'string',
  description: 'void: never paid and not to be paid any more, or given back whole.',
  enum: ['paid', 'pending', 'overdue', 'void'],
} as const satisfies Shape;

/** An invoice of an order, or of the organization's plan. */
export interface ListedInvoice {
  /** Id of the invoice. */
  readonly id: string;
  /** Its number. */
  readonly invoice_number: string;
  /** void: never paid and not to be paid any more, or given back whole. */
  readonly status: InvoiceStatus;
  /** Before discount and tax. */
  readonly subtotal: number;
  /** Taken off. */
  readonly discount_amount: number;
  /** Tax. */
  readonly tax_amount: number;
  /** With tax; below 0 where it gives back. */
  readonly total: number;
  /** Paid and not given back. */
  readonly amount_paid: number;
  /** Left to pay. */
  readonly amount_due: number;
  /** Code of ISO 4217. */
  readonly currency: Currency;
  /** UTC day of its issue. */
  readonly issue_date: string;
  /** UTC day by which it is to be paid. */
  readonly due_date: string;
  /** Moment of its payment. */
  readonly paid_at: string | null;
  /** Past its due date with an unpaid balance. */
  readonly is_overdue: boolean;
  /** Null for a plan's. */
  readonly order_number: string | null;
}

export const listedInvoiceShape = {
  type: 'object',
  description: "An invoice of an order, or of the organization's plan.",
  properties: {
    id: { type: 'string', description: 'Id of the invoice.', maxLength: 44 },
    invoice_number: { type: 'string', description: 'Its number.', maxLength: 60 },
    status: invoiceStatusShape,
    subtotal: { type: 'number', description: 'Before discount and tax.' },
    discount_amount: { type: 'number', description: 'Taken off.' },
    tax_amount: { type: 'number', description: 'Tax.' },
    total: { type: 'number', description: 'With tax; below 0 where it gives back.' },
    amount_paid: { type: 'number', description: 'Paid and not given back.' },
    amount_due: { type: 'number', description: 'Left to pay.' },
    currency: currencyShape,
    issue_date: { type: 'string', description: 'UTC day of its issue.', format: 'date', maxLength: 10 },
    due_date: { type: 'string', description: 'UTC day by which it is to be paid.', format: 'date', maxLength: 10 },
    paid_at: { type: ['string', 'null'], description: 'Moment of its payment.', format: 'date-time', maxLength: 40 },
    is_overdue: { type: 'boolean', description: 'Past its due date with an unpaid balance.' },
    order_number: { type: ['string', 'null'], description: "Null for a plan's.", maxLength: 40 },
  },
  required: [
    'id',
    'invoice_number',
    'status',
    'subtotal',
    'discount_amount',
    'tax_amount',
    'total',
    'amount_paid',
    'amount_due',
    'currency',
    'issue_date',
    'due_date',
    'paid_at',
    'is_overdue',
    'order_number',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** Code of a plan. */
export type PlanCode = 'starter' | 'professional' | 'agency' | 'enterprise';

export const planCodeShape = {
  type: 'string',
  description: 'Code of a plan.',
  enum: ['starter', 'professional', 'agency', 'enterprise'],
} as const satisfies Shape;

/** What a change of plan costs now, as Stripe counts it to the second. Before tax, but for the last two. */
export interface Proration {
  /** To a larger plan. */
  readonly is_upgrade: boolean;
  /** To a smaller plan. */
  readonly is_downgrade: boolean;
  /** Of a whole period. */
  readonly current_plan_price: number;
  /** Of a whole period. */
  readonly new_plan_price: number;
  /** Given back for what is left of the period. */
  readonly credit_amount: number;
  /** Of the new plan for what is left. */
  readonly prorated_new_cost: number;
  /** Cost less credit; below 0 it is kept for the next invoices. */
  readonly net_amount: number;
  /** Whether the card is charged now. */
  readonly requires_payment: boolean;
  /** Days until the period ends. */
  readonly days_remaining: number;
  /** Code of ISO 4217. */
  readonly currency: Currency;
  /** On the net amount. */
  readonly tax_amount: number;
  /** What the card is charged now. */
  readonly amount_due: number;
}

export const prorationShape = {
  type: 'object',
  description: 'What a change of plan costs now, as Stripe counts it to the second. Before tax, but for the last two.',
  properties: {
    is_upgrade: { type: 'boolean', description: 'To a larger plan.' },
    is_downgrade: { type: 'boolean', description: 'To a smaller plan.' },
    current_plan_price: { type: 'number', description: 'Of a whole period.' },
    new_plan_price: { type: 'number', description: 'Of a whole period.' },
    credit_amount: { type: 'number', description: 'Given back for what is left of the period.' },
    prorated_new_cost: { type: 'number', description: 'Of the new plan for what is left.' },
    net_amount: { type: 'number', description: 'Cost less credit; below 0 it is kept for the next invoices.' },
    requires_payment: { type: 'boolean', description: 'Whether the card is charged now.' },
    days_remaining: { type: 'integer', description: 'Days until the period ends.' },
    currency: currencyShape,
    tax_amount: { type: 'number', description: 'On the net amount.' },
    amount_due: { type: 'number', description: 'What the card is charged now.' },
  },
  required: [
    'is_upgrade',
    'is_downgrade',
    'current_plan_price',
    'new_plan_price',
    'credit_amount',
    'prorated_new_cost',
    'net_amount',
    'requires_payment',
    'days_remaining',
    'currency',
    'tax_amount',
    'amount_due',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** past_due: the last payment failed and is tried again. */
export type PlanStatus = 'active' | 'trialing' | 'past_due' | 'canceled';

export const planStatusShape = {
  type: 'string',
  description: 'past_due: the last payment failed and is tried again.',
  enum: ['active', 'trialing', 'past_due', 'canceled'],
} as const satisfies Shape;

/** Moment in UTC. */
export type PlanMoment = string;

export const planMomentShape = {
  type: 'string',
  description: 'Moment in UTC.',
  format: 'date-time',
  maxLength: 40,
} as const satisfies Shape;

/** A change of plan that waits for the end of the period. */
export interface ScheduledPlan {
  /** Code of a plan. */
  readonly package_code: PlanCode;
  /** Moment in UTC. */
  readonly effective_at: PlanMoment;
}

export const scheduledPlanShape = {
  type: 'object',
  description: 'A change of plan that waits for the end of the period.',
  properties: { package_code: planCodeShape, effective_at: planMomentShape },
  required: ['package_code', 'effective_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** A change of plan that has been made, or scheduled. */
export interface PlanChange {
  /** It is done. */
  readonly success: boolean;
  /** In force now; else with the end of the period. */
  readonly immediate: boolean;
  /** What was in force before. */
  readonly current_package: PlanCode;
  /** Code of a plan. */
  readonly new_package: PlanCode;
  /** What a change of plan costs now, as Stripe counts it to the second. Before tax, but for the last two. */
  readonly proration: Proration;
  /** past_due: the last payment failed and is tried again. */
  readonly subscription_status: PlanStatus;
  /** When it is in force. */
  readonly effective_at: PlanMoment;
  /** The scheduled change that it replaced. */
  readonly replaced_change: ScheduledPlan | null;
}

export const planChangeShape = {
  type: 'object',
  description: 'A change of plan that has been made, or scheduled.',
  properties: {
    success: { type: 'boolean', description: 'It is done.' },
    immediate: { type: 'boolean', description: 'In force now; else with the end of the period.' },
    current_package: { ...planCodeShape, description: 'What was in force before.' },
    new_package: planCodeShape,
    proration: prorationShape,
    subscription_status: planStatusShape,
    effective_at: { ...planMomentShape, description: 'When it is in force.' },
    replaced_change: {
      ...scheduledPlanShape,
      type: ['object', 'null'],
      description: 'The scheduled change that it replaced.',
    },
  },
  required: [
    'success',
    'immediate',
    'current_package',
    'new_package',
    'proration',
    'subscription_status',
    'effective_at',
    'replaced_change',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** A table that can be queried. */
export type TableName = string;

export const tableNameShape = {
  type: 'string',
  description: 'A table that can be queried.',
  pattern: '^[a-z_]+$',
  maxLength: 63,
} as const satisfies Shape;

/** A node of the plan, in PostgreSQL's words. */
export interface PlanNode {
  /** Number of the node. */
  readonly id: number;
  /** Node that it feeds. */
  readonly parent_id?: number;
  /** What it does, such as Seq Scan. */
  readonly node_type: string;
  /** Table that it reads. */
  readonly table?: TableName;
  /** Index that it uses. */
  readonly index_name?: string;
  /** Inner, Left, Semi or another. */
  readonly join_type?: string;
  /** Estimated cost up to the first row. */
  readonly startup_cost: number;
  /** Estimated cost up to the last row. */
  readonly total_cost: number;
  /** Rows that were expected. */
  readonly plan_rows: number;
  /** Rows that came, in the mean of all loops. */
  readonly actual_rows?: number;
  /** How often it ran. */
  readonly actual_loops?: number;
  /** Rows that were read in vain, in the mean. */
  readonly rows_removed_by_filter?: number;
  /** How it sorted. */
  readonly sort_method?: string;
  /** Memory or Disk. */
  readonly sort_space_type?: string;
  /** Kilobytes that the sort took. */
  readonly sort_space_used?: number;
}

export const planNodeShape = {
  type: 'object',
  description: "A node of the plan, in PostgreSQL's words.",
  properties: {
    id: { type: 'integer', description: 'Number of the node.' },
    parent_id: { type: 'integer', description: 'Node that it feeds.' },
    node_type: { type: 'string', description: 'What it does, such as Seq Scan.', maxLength: 60 },
    table: { ...tableNameShape, description: 'Table that it reads.' },
    index_name: { type: 'string', description: 'Index that it uses.', maxLength: 63 },
    join_type: { type: 'string', description: 'Inner, Left, Semi or another.', maxLength: 20 },
    startup_cost: { type: 'number', description: 'Estimated cost up to the first row.' },
    total_cost: { type: 'number', description: 'Estimated cost up to the last row.' },
    plan_rows: { type: 'number', description: 'Rows that were expected.' },
    actual_rows: { type: 'number', description: 'Rows that came, in the mean of all loops.' },
    actual_loops: { type: 'number', description: 'How often it ran.' },
    rows_removed_by_filter: { type: 'number', description: 'Rows that were read in vain, in the mean.' },
    sort_method: { type: 'string', description: 'How it sorted.', maxLength: 60 },
    sort_space_type: { type: 'string', description: 'Memory or Disk.', maxLength: 20 },
    sort_space_used: { type: 'number', description: 'Kilobytes that the sort took.' },
  },
  required: ['id', 'node_type', 'startup_cost', 'total_cost', 'plan_rows'],
  additionalProperties: false,
} as const satisfies Shape;

/** A plan that is in force. */
export interface PlanPackage {
  /** Code of a plan. */
  readonly code: PlanCode;
  /** What it is called. */
  readonly name: string;
  /** In force. */
  readonly status: 'active';
  /** Null where it renews. */
  readonly expires_at: PlanMoment | null;
}

export const planPackageShape = {
  type: 'object',
  description: 'A plan that is in force.',
  properties: {
    code: planCodeShape,
    name: { type: 'string', description: 'What it is called.', maxLength: 40 },
    status: { type: 'string', description: 'In force.', enum: ['active'] },
    expires_at: { ...planMomentShape, type: ['string', 'null'], description: 'Null where it renews.' },
  },
  required: ['code', 'name', 'status', 'expires_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** What a change of plan would come to. */
export interface PlanPreview {
  /** Nothing has changed. */
  readonly preview: boolean;
  /** Code of a plan. */
  readonly current_package: PlanCode;
  /** Code of a plan. */
  readonly new_package: PlanCode;
  /** What a change of plan costs now, as Stripe counts it to the second. Before tax, but for the last two. */
  readonly proration: Proration;
  /** When it would be in force. */
  readonly effective_at: PlanMoment;
  /** The scheduled change that it would replace. */
  readonly replaced_change: ScheduledPlan | null;
}

export const planPreviewShape = {
  type: 'object',
  description: 'What a change of plan would come to.',
  properties: {
    preview: { type: 'boolean', description: 'Nothing has changed.' },
    current_package: planCodeShape,
    new_package: planCodeShape,
    proration: prorationShape,
    effective_at: { ...planMomentShape, description: 'When it would be in force.' },
    replaced_change: {
      ...scheduledPlanShape,
      type: ['object', 'null'],
      description: 'The scheduled change that it would replace.',
    },
  },
  required: ['preview', 'current_package', 'new_package', 'proration', 'effective_at', 'replaced_change'],
  additionalProperties: false,
} as const satisfies Shape;

/** What the organization pays for its plan. */
export interface PlanSubscription {
  /** Id of the subscription. */
  readonly id: string;
  /** past_due: the last payment failed and is tried again. */
  readonly status: PlanStatus;
  /** Who charges it. */
  readonly gateway: 'stripe';
  /** How often it renews. */
  readonly billing_cycle: BillingCycle;
  /** Moment in UTC. */
  readonly current_period_start: PlanMoment;
  /** Moment in UTC. */
  readonly current_period_end: PlanMoment;
  /** Days until the period ends. */
  readonly days_until_renewal: number;
  /** Whether it ends with the period. */
  readonly cancel_at_period_end: boolean;
  /** Whether it is still tried for free. */
  readonly on_trial: boolean;
  /** Moment in UTC. */
  readonly trial_ends_at: PlanMoment | null;
  /** A change of plan that waits for the end of the period. */
  readonly scheduled_change: ScheduledPlan | null;
}

export const planSubscriptionShape = {
  type: 'object',
  description: 'What the organization pays for its plan.',
  properties: {
    id: { type: 'string', description: 'Id of the subscription.', maxLength: 44 },
    status: planStatusShape,
    gateway: { type: 'string', description: 'Who charges it.', enum: ['stripe'] },
    billing_cycle: billingCycleShape,
    current_period_start: planMomentShape,
    current_period_end: planMomentShape,
    days_until_renewal: { type: 'integer', description: 'Days until the period ends.' },
    cancel_at_period_end: { type: 'boolean', description: 'Whether it ends with the period.' },
    on_trial: { type: 'boolean', description: 'Whether it is still tried for free.' },
    trial_ends_at: { ...planMomentShape, type: ['string', 'null'] },
    scheduled_change: { ...scheduledPlanShape, type: ['object', 'null'] },
  },
  required: [
    'id',
    'status',
    'gateway',
    'billing_cycle',
    'current_period_start',
    'current_period_end',
    'days_until_renewal',
    'cancel_at_period_end',
    'on_trial',
    'trial_ends_at',
    'scheduled_change',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** What a plan means for one table. */
export interface TableAnalysis {
  /** A table that can be queried. */
  readonly table: TableName;
  /** Sentences that begin with GOOD or WARNING. */
  readonly analysis: readonly string[];
}

export const tableAnalysisShape = {
  type: 'object',
  description: 'What a plan means for one table.',
  properties: {
    table: tableNameShape,
    analysis: { type: 'array', description: 'Sentences that begin with GOOD or WARNING.', items: { type: 'string' } },
  },
  required: ['table', 'analysis'],
  additionalProperties: false,
} as const satisfies Shape;

/** How PostgreSQL runs a query, and what that means. */
export interface QueryPlan {
  /** The plan, each node before those that feed it. */
  readonly explain: readonly PlanNode[];
  /** The query as it runs, with its LIMIT. */
  readonly query: string;
  /** What the plan means for each table. */
  readonly interpretation: readonly TableAnalysis[];
}

export const queryPlanShape = {
  type: 'object',
  description: 'How PostgreSQL runs a query, and what that means.',
  properties: {
    explain: { type: 'array', description: 'The plan, each node before those that feed it.', items: planNodeShape },
    query: { type: 'string', description: 'The query as it runs, with its LIMIT.', maxLength: 10100 },
    interpretation: { type: 'array', description: 'What the plan means for each table.', items: tableAnalysisShape },
  },
  required: ['explain', 'query', 'interpretation'],
  additionalProperties: false,
} as const satisfies Shape;

/** A row of the result; its keys are the columns of the query. */
export interface QueryRow {
  readonly [key: string]: unknown;
}

export const queryRowShape = {
  type: 'object',
  description: 'A row of the result; its keys are the columns of the query.',
  properties: {},
  additionalProperties: true,
  trust: 'cleaned',
} as const satisfies Shape;

/** An address that this server takes requests at. */
export interface Route {
  /** Its path; what varies stands in braces. */
  readonly uri: string;
  /** HTTP methods that it takes. */
  readonly methods: readonly string[];
  /** What to call it. */
  readonly name: string;
}

export const routeShape = {
  type: 'object',
  description: 'An address that this server takes requests at.',
  properties: {
    uri: { type: 'string', description: 'Its path; what varies stands in braces.', maxLength: 300 },
    methods: { type: 'array', description: 'HTTP methods that it takes.', items: { type: 'string' } },
    name: { type: 'string', description: 'What to call it.', maxLength: 200 },
  },
  required: ['uri', 'methods', 'name'],
  additionalProperties: false,
} as const satisfies Shape;

/** A site that the platform runs. */
export interface Site {
  /** What it is called. */
  readonly name: string;
  /** Where it is. */
  readonly domain: string;
  /** What it is made with. */
  readonly type: string;
}

export const siteShape = {
  type: 'object',
  description: 'A site that the platform runs.',
  properties: {
    name: { type: 'string', description: 'What it is called.', maxLength: 80 },
    domain: { type: 'string', description: 'Where it is.', maxLength: 253 },
    type: { type: 'string', description: 'What it is made with.', maxLength: 40 },
  },
  required: ['name', 'domain', 'type'],
  additionalProperties: false,
} as const satisfies Shape;

/** Figures of the platform as it is now. */
export interface SystemStats {
  /** Sites that it runs. */
  readonly total_sites: number;
  /** People who signed in or called within 30 days. */
  readonly active_users: number;
  /** HTML pages served on the last 30 UTC days, today included. */
  readonly page_views_30d: number;
  /** Load average of a minute over the cores, at most 100%. */
  readonly server_load: string;
}

export const systemStatsShape = {
  type: 'object',
  description: 'Figures of the platform as it is now.',
  properties: {
    total_sites: { type: 'integer', description: 'Sites that it runs.', minimum: 0 },
    active_users: { type: 'integer', description: 'People who signed in or called within 30 days.', minimum: 0 },
    page_views_30d: {
      type: 'integer',
      description: 'HTML pages served on the last 30 UTC days, today included.',
      minimum: 0,
    },
    server_load: {
      type: 'string',
      description: 'Load average of a minute over the cores, at most 100%.',
      pattern: '^[0-9]{1,3}%$',
      maxLength: 4,
    },
  },
  required: ['total_sites', 'active_users', 'page_views_30d', 'server_load'],
  additionalProperties: false,
} as const satisfies Shape;

/** The organization that calls. */
export interface Workspace {
  /** Id of an organization. */
  readonly id: OrganizationId;
  /** What it is called. */
  readonly name: string;
}

export const workspaceShape = {
  type: 'object',
  description: 'The organization that calls.',
  properties: { id: organizationIdShape, name: { type: 'string', description: 'What it is called.', maxLength: 80 } },
  required: ['id', 'name'],
  additionalProperties: false,
} as const satisfies Shape;
