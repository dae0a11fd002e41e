/** The select of each view, by its name. */
type Views = Readonly<Record<string, string>>;

/** Integers of minor units as a decimal number of the currency's own unit; of the currencies taken, the yen has no smaller. */
export const money = (minor: string, currency: string): string =>
  `case ${currency} when 'JPY' then ${minor}::numeric else round(${minor} / 100.0, 2) end`;

/** A tax of so many hundredths of a percent, in percent. */
const percent = (basisPoints: string): string => `round(${basisPoints} / 100.0, 2)`;

/**
 * pg-boss makes its tables once migrations have run and alters them when it is updated, so no view can stand on them: the
 * body is PL/pgSQL, which looks for tables when it runs. What a job is about and what it failed of stay out.
 */
export const JOBS = `
create function reporting_jobs() returns table (
  id uuid, queue text, state text, priority integer, retry_count integer, retry_limit integer,
  created_at timestamptz, start_after timestamptz, started_at timestamptz, completed_at timestamptz
)
language plpgsql stable security definer rows 200 set search_path = pg_catalog, pg_temp as $$
begin
  return query select j.id, j.name, j.state::text, j.priority, j.retry_count, j.retry_limit,
      j.created_on, j.start_after, j.started_on, j.completed_on
    from pgboss.job j;
end $$;
revoke execute on function reporting_jobs() from public;
`;

/** The platform itself: who there is, what runs, what has been called. Calls are told by day, none of them by itself. */
export const PLATFORM: Views = {
  users: 'select id, name, platform_role, custom_role, disabled_at, created_at from customer',
  migrations: 'select name, at as applied_at from toolwright.migration',
  jobs: 'select * from reporting_jobs()',
  sites: 'select id, name, domain, type, created_at from site',
  page_views: 'select day, views from page_view',
  tool_calls: `
    select (at at time zone 'UTC')::date as day, tool, action, write_mode, wire, outcome, gate,
      sum(repeats) as calls, count(distinct principal_id) as principals,
      round(avg(duration_ms)::numeric, 2) as mean_ms, round(max(duration_ms)::numeric, 2) as longest_ms
    from toolwright.audit where tool is not null
    group by 1, 2, 3, 4, 5, 6, 7`,
};

export const NEWS: Views = {
  posts: `
    select id, title, slug, body, status, author_id, category_id, media_id, published_at, created_at, updated_at
    from post`,
  comments: 'select id, post_id, author_id, body, created_at from post_comment',
  tags: 'select id, name, slug from tag',
  post_tags: 'select post_id, tag_id from post_tag',
  categories: 'select id, name, slug from category',
  media: 'select id, file_name, mime_type, size_bytes, alt, created_at from media',
};

export const ORGANIZATIONS: Views = {
  organizations: 'select id, name, personal, buys, plan, created_by, created_at, updated_at from organization',
  memberships:
    'select organization_id, customer_id as user_id, role, custom_role, invited_by, joined_at from membership',
  invites: `
    select id, organization_id, role, status, invited_by, created_at, expires_at, answered_at from invite`,
  projects: 'select id, organization_id, name, created_by, created_at, updated_at from project',
  vendors: `
    select id, organization_id, name, profile, website, status, moderated_at, moderated_by, charges_enabled,
      payouts_enabled, created_at, updated_at
    from vendor`,
  packages: `
    select id, vendor_id, composer_name, title, description, type, keywords, ${money('price_minor', 'currency')} as price,
      currency, cadence, status, priced_at, ingested_at, created_at, updated_at
    from package`,
  versions: 'select package_id, version, normalized, tag, reference, released_at from package_version',
  plan_subscriptions: `
    select id, organization_id, plan, billing_cycle, status, current_period_start, current_period_end,
      cancel_at_period_end, trial_end, scheduled_plan, scheduled_at, created_at, ended_at
    from plan_subscription`,
  plan_invoices: `
    select id, organization_id, plan_subscription_id, number, status, currency,
      ${money('subtotal_minor', 'currency')} as subtotal, ${money('discount_minor', 'currency')} as discount,
      ${money('tax_minor', 'currency')} as tax, ${money('total_minor', 'currency')} as total,
      ${money('amount_paid_minor', 'currency')} as amount_paid, ${money('amount_due_minor', 'currency')} as amount_due,
      issued_at, due_at, paid_at
    from plan_invoice`,
};

export const SALES: Views = {
  orders: `
    select id, number, organization_id, placed_by, kind, status, currency,
      ${money('subtotal_minor', 'currency')} as subtotal, ${money('discount_minor', 'currency')} as discount,
      ${money('tax_minor', 'currency')} as tax, ${money('total_minor', 'currency')} as total,
      tax_country, ${percent('tax_basis_points')} as tax_percent, coupon_id, subscription_id, failure_code,
      placed_at, paid_at, refunded_at
    from customer_order`,
  order_lines: `
    select l.id, l.order_id, l.organization_id, l.position, l.package_id, l.vendor_id, l.composer_name, l.title, l.cadence,
      l.quantity, o.currency, ${money('l.unit_minor', 'o.currency')} as unit_price,
      ${money('l.total_minor', 'o.currency')} as subtotal, ${money('l.discount_minor', 'o.currency')} as discount,
      ${money('l.tax_minor', 'o.currency')} as tax
    from order_line l join customer_order o on o.id = l.order_id`,
  invoices: `
    select id, number, order_id, organization_id, currency, ${money('total_minor', 'currency')} as total, issued_at
    from invoice`,
  refunds: `
    select r.id, r.order_id, r.organization_id, o.currency, ${money('r.amount_minor', 'o.currency')} as amount, r.created_at
    from refund r join customer_order o on o.id = r.order_id`,
  vendor_sales: `
    select s.order_id, s.vendor_id, o.currency, ${money('s.net_minor', 'o.currency')} as net,
      ${money('s.tax_minor', 'o.currency')} as tax, ${money('s.fee_minor', 'o.currency')} as fee,
      ${money('s.transfer_minor', 'o.currency')} as transfer, s.reversed_at
    from vendor_split s join customer_order o on o.id = s.order_id`,
  licences: `
    select id, organization_id, package_id, project_id, order_id, order_line_id, seat, subscription_id, status,
      created_at, attached_at, expires_at, updated_at
    from licence`,
  subscriptions: `
    select id, organization_id, order_line_id, package_id, status, quantity, cadence, current_period_end,
      cancel_at_period_end, created_at, ended_at
    from subscription`,
  coupons: `
    select id, code, percent_off, ${money('amount_off_minor', 'currency')} as amount_off, currency, expires_at,
      max_redemptions, redemptions, created_at
    from coupon`,
  tax_rates: `select country, name, ${percent('basis_points')} as percent from tax_rate`,
};
