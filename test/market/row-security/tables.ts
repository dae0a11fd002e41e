import type { Viewer } from './viewers.js';

/** What a viewer has of a table, in the words of a person who has read what the marketplace promises. */
export interface Guarded {
  readonly table: string;
  /** SQL: the rows that a viewer may change, of a row `t`; `:org` and `:me` are the viewer's. */
  readonly mine: string;
  /** SQL: the rows that a viewer sees, where it is more than what may be changed; null: none, the table is closed. */
  readonly seen?: string | null;
  /** A column to spoil. */
  readonly spoil: object;
  /** A row for somebody else. */
  readonly foreign: (other: Viewer['other']) => object;
}

const ofOrg = 't.organization_id = :org';
const ourVendors = 'select id from vendor where organization_id = :org';
const sold = `t.vendor_id in (select id from vendor where status = 'approved' or organization_id = :org)`;
const licensed = 'select package_id from licence where organization_id = :org';
const nobody = 'false';

export const guarded: readonly Guarded[] = [
  {
    table: 'customer',
    mine: nobody,
    seen: 't.id = :me or t.id in (select customer_id from membership where organization_id = :org)',
    spoil: { name: 'x' },
    foreign: () => ({ id: 'cus_intruder', email: 'i@example.com', name: 'I' }),
  },
  {
    table: 'organization',
    mine: 't.id = :org',
    seen: `t.id in (select organization_id from membership where customer_id = :me)
      or t.id in (select organization_id from invite where status = 'pending' and email = (select email from customer where id = :me))`,
    spoil: { name: 'x' },
    foreign: ({ customer }) => ({ id: 'org_intruder', name: 'I', created_by: customer }),
  },
  {
    table: 'membership',
    mine: ofOrg,
    seen: `${ofOrg} or t.customer_id = :me`,
    spoil: { role: 'admin' },
    foreign: ({ org, customer }) => ({ organization_id: org, customer_id: customer, role: 'owner' }),
  },
  {
    table: 'invite',
    mine: ofOrg,
    seen: `${ofOrg} or t.email = (select email from customer where id = :me)`,
    spoil: { role: 'owner' },
    foreign: ({ org, customer }) => ({
      id: 'inv_intruder',
      organization_id: org,
      email: 'acme-owner@example.com',
      role: 'owner',
      invited_by: customer,
      invited_by_name: 'I',
      expires_at: '2099-01-01',
    }),
  },
  {
    table: 'git_integration',
    mine: 't.customer_id = :me',
    spoil: { reason: 'x' },
    foreign: ({ customer }) => ({ id: 'git_intruder', customer_id: customer, provider: 'gitlab', status: 'revoked' }),
  },
  {
    table: 'vendor',
    mine: ofOrg,
    seen: `${ofOrg} or t.status = 'approved' or t.id in (select vendor_id from package where id in (${licensed}))`,
    spoil: { profile: 'x' },
    foreign: ({ org }) => ({ id: 'ven_intruder', organization_id: org, name: 'I' }),
  },
  {
    table: 'package',
    mine: `t.vendor_id in (${ourVendors})`,
    seen: `${sold} or t.id in (${licensed})`,
    spoil: { title: 'x' },
    foreign: ({ vendor }) => ({ id: 'pkg_intruder', vendor_id: vendor, composer_name: 'i/intruder', title: 'I' }),
  },
  {
    table: 'package_version',
    mine: nobody,
    seen: `exists (select 1 from package p where p.id = t.package_id and (${sold.replace('t.', 'p.')} or p.id in (${licensed})))`,
    spoil: { version: '6.6.6' },
    foreign: (other) => ({ package_id: other.package, version: '6.6.6' }),
  },
  {
    table: 'package_dist',
    mine: nobody,
    seen: null,
    spoil: { sha1: 'x' },
    foreign: (other) => ({
      package_id: other.package,
      version: '1.0.0',
      sha1: 'a'.repeat(40),
      archive: Buffer.from('zip'),
    }),
  },
  {
    table: 'package_problem',
    mine: `t.package_id in (select id from package where vendor_id in (${ourVendors}))`,
    spoil: { problem: 'x' },
    foreign: (other) => ({ package_id: other.package, tag: 'v6', problem: 'I' }),
  },
  {
    table: 'project',
    mine: ofOrg,
    spoil: { note: 'x' },
    foreign: ({ org }) => ({ id: 'prj_intruder', organization_id: org, name: 'I' }),
  },
  {
    table: 'project_credential',
    mine: ofOrg,
    spoil: { revoked_at: '2026-01-01' },
    foreign: ({ org, project }) => ({
      id: 'cre_intruder',
      project_id: project,
      organization_id: org,
      public_key: 'p',
      private_key_sealed: 's',
      private_key_hash: 'h',
      revoked_at: '2026-01-01',
    }),
  },
  {
    table: 'licence',
    mine: ofOrg,
    spoil: { project_id: null },
    foreign: (other) => ({ id: 'lic_intruder', organization_id: other.org, package_id: other.package }),
  },
  {
    table: 'customer_order',
    mine: ofOrg,
    spoil: { status: 'failed' },
    foreign: ({ org }) => ({
      id: 'ord_intruder',
      organization_id: org,
      number: 'I',
      status: 'pending',
      currency: 'GBP',
      subtotal_minor: 0,
      total_minor: 0,
    }),
  },
  {
    table: 'order_line',
    mine: ofOrg,
    spoil: { quantity: 1 },
    foreign: (other) => ({
      id: 'oln_intruder',
      order_id: other.order,
      organization_id: other.org,
      package_id: other.package,
      quantity: 1,
      unit_minor: 0,
      total_minor: 0,
    }),
  },
  {
    table: 'vendor_split',
    mine: ofOrg,
    seen: `${ofOrg} or t.vendor_id in (${ourVendors})`,
    spoil: { fee_minor: 0 },
    foreign: ({ org, order, vendor }) => ({
      order_id: order,
      organization_id: org,
      vendor_id: vendor,
      net_minor: 0,
      tax_minor: 0,
      fee_minor: 0,
      transfer_minor: 0,
    }),
  },
  {
    table: 'invoice',
    mine: ofOrg,
    spoil: { number: 'x' },
    foreign: ({ org, order }) => ({
      id: 'ivc_intruder',
      order_id: order,
      organization_id: org,
      number: 'I',
      currency: 'GBP',
      total_minor: 0,
    }),
  },
  {
    table: 'refund',
    mine: ofOrg,
    spoil: { reason: 'x' },
    foreign: ({ org, order }) => ({
      id: 'rfd_intruder',
      order_id: order,
      organization_id: org,
      stripe_refund_id: 're_intruder',
      amount_minor: 1,
    }),
  },
  {
    table: 'subscription',
    mine: ofOrg,
    spoil: { cancel_at_period_end: true },
    foreign: (other) => ({
      id: 'sbs_intruder',
      organization_id: other.org,
      order_line_id: 'oln_demo_1',
      package_id: other.package,
      stripe_subscription_id: 'sub_intruder',
      status: 'active',
      quantity: 1,
      cadence: 'monthly',
      current_period_end: '2099-01-01',
    }),
  },
  {
    table: 'billing_account',
    mine: ofOrg,
    spoil: { stripe_customer_id: 'x' },
    foreign: ({ org }) => ({ organization_id: org, stripe_customer_id: 'cus_intruder' }),
  },
  {
    table: 'billing_address',
    mine: ofOrg,
    spoil: { is_default: false },
    foreign: ({ org }) => ({
      id: 'adr_intruder',
      organization_id: org,
      name: 'I',
      line1: 'I',
      city: 'I',
      postal_code: '1',
      country: 'GB',
    }),
  },
  {
    table: 'payment_method',
    mine: ofOrg,
    spoil: { is_default: false },
    foreign: ({ org }) => ({
      id: 'pm_intruder',
      organization_id: org,
      brand: 'visa',
      last4: '4242',
      exp_month: 1,
      exp_year: 2099,
    }),
  },
  {
    table: 'cart',
    mine: ofOrg,
    spoil: { updated_at: '2026-01-01' },
    foreign: ({ org }) => ({ organization_id: org }),
  },
  {
    table: 'cart_line',
    mine: ofOrg,
    spoil: { quantity: 9 },
    foreign: ({ org }) => ({ organization_id: org, package_id: 'pkg_demo_builder', quantity: 1 }),
  },
  {
    table: 'tax_rate',
    mine: nobody,
    seen: 'true',
    spoil: { basis_points: 0 },
    foreign: () => ({ country: 'ZZ', name: 'I', basis_points: 0 }),
  },
  {
    table: 'coupon',
    mine: nobody,
    seen: 'true',
    spoil: { percent_off: 100 },
    foreign: () => ({ id: 'cpn_intruder', code: 'FREE', percent_off: 100 }),
  },
  {
    table: 'webhook_endpoint',
    mine: ofOrg,
    spoil: { description: 'x' },
    foreign: ({ org, vendor }) => ({
      id: 'whe_intruder',
      organization_id: org,
      vendor_id: vendor,
      url: 'https://i.example.com',
      events: ['order.paid'],
      secret_sealed: 's',
    }),
  },
  {
    table: 'webhook_event',
    mine: ofOrg,
    spoil: { type: 'x' },
    foreign: ({ org }) => ({
      id: 'evt_intruder',
      organization_id: org,
      type: 'order.paid',
      data: '{}',
      created_at: '2026-01-01',
    }),
  },
  {
    table: 'webhook_delivery',
    mine: ofOrg,
    spoil: { attempts: 9 },
    foreign: ({ org }) => ({
      id: 'whd_intruder',
      event_id: 'evt_forge',
      endpoint_id: 'whe_forge',
      organization_id: org,
      next_attempt_at: '2026-01-01',
      created_at: '2026-01-01',
    }),
  },
  {
    table: 'webhook_attempt',
    mine: ofOrg,
    spoil: { status: 200 },
    foreign: ({ org }) => ({
      delivery_id: 'whd_forge',
      number: 9,
      organization_id: org,
      at: '2026-01-01',
      duration_ms: 1,
    }),
  },
  {
    table: 'mail',
    mine: nobody,
    seen: null,
    spoil: { text: 'x' },
    foreign: () => ({
      id: 'mai_intruder',
      recipient: 'i@example.com',
      subject: 'I',
      text: 'I',
      created_at: '2026-01-01',
    }),
  },
  {
    table: 'account_link',
    mine: nobody,
    seen: null,
    spoil: { next: '/' },
    foreign: ({ customer }) => ({
      hash: Buffer.alloc(32),
      purpose: 'reset',
      email: 'i@example.com',
      customer_id: customer,
      next: '/',
      expires_at: '2099-01-01',
    }),
  },
  {
    table: 'stripe_event',
    mine: nobody,
    seen: null,
    spoil: { type: 'x' },
    foreign: () => ({ id: 'evt_intruder', type: 'charge.succeeded', created_at: '2026-01-01' }),
  },
  {
    table: 'site',
    mine: nobody,
    seen: null,
    spoil: { name: 'x' },
    foreign: () => ({ id: 'sit_intruder', name: 'I', domain: 'i.example.com', type: 'I' }),
  },
  {
    table: 'page_view',
    mine: nobody,
    seen: null,
    spoil: { views: 1 },
    foreign: () => ({ day: '2000-01-01', views: 1 }),
  },
  {
    table: 'category',
    mine: nobody,
    seen: null,
    spoil: { name: 'x' },
    foreign: () => ({ name: 'I', slug: 'intruder' }),
  },
  {
    table: 'media',
    mine: nobody,
    seen: null,
    spoil: { alt: 'x' },
    foreign: () => ({ file_name: 'intruder.svg', mime_type: 'image/svg+xml', content: Buffer.from('I'), alt: 'I' }),
  },
  {
    table: 'post',
    mine: nobody,
    seen: null,
    spoil: { status: 'archived' },
    foreign: ({ customer }) => ({ title: 'I', slug: 'intruder', body: 'I', author_id: customer, category_id: 1 }),
  },
  {
    table: 'post_comment',
    mine: nobody,
    seen: null,
    spoil: { body: 'x' },
    foreign: ({ customer }) => ({ post_id: 1, author_id: customer, body: 'I' }),
  },
  {
    table: 'tag',
    mine: nobody,
    seen: null,
    spoil: { name: 'x' },
    foreign: () => ({ name: 'I', slug: 'intruder' }),
  },
  {
    table: 'post_tag',
    mine: nobody,
    seen: null,
    spoil: { tag_id: 1 },
    foreign: () => ({ post_id: 1, tag_id: 1 }),
  },
];
