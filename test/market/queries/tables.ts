/** The tables that may be queried, as `list_tables` answers them. */
export const tables: ReadonlySet<string> = new Set(
  `categories comments coupons invites invoices jobs licences media memberships migrations order_lines orders organizations
    packages page_views plan_invoices plan_subscriptions post_tags posts projects refunds sites subscriptions tags tax_rates
    tool_calls users vendor_sales vendors versions`.split(/\s+/),
);
