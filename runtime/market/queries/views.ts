/**
 * The allow-list: each view of the schema `reporting`, and the tables (or the function) that it stands on, the first being
 * what its rows are rows of. Plans speak of tables; people know the views alone.
 */
export const views = {
  users: ['customer'],
  posts: ['post'],
  comments: ['post_comment'],
  tags: ['tag'],
  categories: ['category'],
  media: ['media'],
  migrations: ['migration'],
  jobs: ['reporting_jobs'],
  sites: ['site'],
  page_views: ['page_view'],
  post_tags: ['post_tag'],
  tool_calls: ['audit'],
  organizations: ['organization'],
  memberships: ['membership'],
  invites: ['invite'],
  projects: ['project'],
  vendors: ['vendor'],
  packages: ['package'],
  versions: ['package_version'],
  orders: ['customer_order'],
  order_lines: ['order_line', 'customer_order'],
  invoices: ['invoice'],
  refunds: ['refund', 'customer_order'],
  vendor_sales: ['vendor_split', 'customer_order'],
  licences: ['licence'],
  subscriptions: ['subscription'],
  plan_subscriptions: ['plan_subscription'],
  plan_invoices: ['plan_invoice'],
  coupons: ['coupon'],
  tax_rates: ['tax_rate'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What can be queried, the platform's own first. */
export const tables: readonly string[] = Object.keys(views);
