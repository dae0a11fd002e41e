import type { Knex } from 'knex';
import { money } from './021-reporting-views.js';

/** What coupons have come to say of themselves, behind the columns that the view had. */
export const reportingCoupons = {
  name: 'market-022-reporting-coupons',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create or replace view reporting.coupons with (security_barrier) as
  select id, code, percent_off,
    ${money('amount_off_minor', 'currency')} as amount_off, currency,
    expires_at, max_redemptions, redemptions, created_at, name, duration, duration_in_months, is_active
  from coupon`);
  },
};
