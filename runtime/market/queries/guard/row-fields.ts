const groups = {
  /** Of the views. */
  columns: `action alt amount amount_due amount_off amount_paid answered_at applied_at attached_at author_id billing_cycle
    body buys cadence calls cancel_at_period_end category_id charges_enabled code completed_at composer_name country
    coupon_id created_at created_by currency current_period_end current_period_start custom_role day description
    disabled_at discount domain due_at duration duration_in_months ended_at expires_at failure_code fee file_name gate id
    ingested_at invited_by is_active issued_at joined_at keywords kind longest_ms max_redemptions mean_ms media_id
    mime_type moderated_at moderated_by name net normalized number order_id order_line_id organization_id outcome
    package_id paid_at payouts_enabled percent percent_off personal placed_at placed_by plan plan_subscription_id
    platform_role position post_id price priced_at principals priority profile project_id published_at quantity queue
    redemptions reference refunded_at released_at retry_count retry_limit reversed_at role scheduled_at scheduled_plan
    seat size_bytes slug start_after started_at state status subscription_id subtotal tag tag_id tax tax_country
    tax_percent title tool total transfer trial_end type unit_price updated_at user_id vendor_id version views website
    wire write_mode`,
  /** As PostgreSQL names those of `jsonb_each`, `WITH ORDINALITY` and ROW. */
  own: 'key value ordinality f1 f2 f3 f4 f5 f6 f7 f8 f9',
};

/**
 * What may follow an expression and a dot, as in `(jsonb_each(x)).key`. Where the expression is no row, or has no such
 * field, PostgreSQL calls the function of that name: none of these is one that takes a single argument.
 */
export const rowFields: ReadonlySet<string> = new Set(Object.values(groups).flatMap((names) => names.split(/\s+/)));
