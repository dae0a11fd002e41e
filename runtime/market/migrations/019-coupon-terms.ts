import type { Knex } from 'knex';

/**
 * What a coupon is called, how long it goes on, and whether it can be redeemed. Those that there are take something off
 * once. A percentage may have two decimal places.
 */
export const couponTerms = {
  name: 'market-019-coupon-terms',
  async up(db: Knex): Promise<void> {
    await db.raw(TERMS);
  },
};

const TERMS = `
alter table coupon
  add column name text,
  add column duration text not null default 'once' check (duration in ('once', 'repeating', 'forever')),
  add column duration_in_months integer check (duration_in_months > 0),
  add column is_active boolean not null default true,
  add check ((duration = 'repeating') = (duration_in_months is not null)),
  alter column percent_off type double precision,
  add check (percent_off::numeric = round(percent_off::numeric, 2));
update coupon set name = code;
alter table coupon alter column name set not null;

create or replace function redeem_coupon(coupon_id text, at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with redeemed as (
    update coupon set redemptions = redemptions + 1
    where id = coupon_id and is_active and (expires_at is null or expires_at > at)
      and (max_redemptions is null or redemptions < max_redemptions)
    returning id
  ) select exists (select 1 from redeemed)
$$;
`;
