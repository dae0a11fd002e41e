import type { Knex } from 'knex';

/**
 * What vendors may see of orders that are other organizations': what was bought of them and what they get for it, not by
 * whom. And how a rejected one applies again, since what staff decided is no call's to write; who of them it was (null:
 * the command line) is kept.
 */
export const vendorSales = {
  name: 'market-015-vendor-sales',
  async up(db: Knex): Promise<void> {
    await db.raw(`
alter table vendor add column moderated_by text references customer (id) on delete set null;

create function our_sales() returns table (
  vendor_id text, order_id text, number text, status text, currency text, placed_at timestamptz,
  net_minor integer, tax_minor integer, fee_minor integer, transfer_minor integer
)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.vendor_id, o.id, o.number, o.status, o.currency, o.placed_at,
      s.net_minor, s.tax_minor, s.fee_minor, s.transfer_minor
    from vendor_split s join customer_order o on o.id = s.order_id
    where s.vendor_id in (select our_vendors())
$$;

create function our_sold_lines() returns table (
  vendor_id text, order_id text, line_id text, package_id text, composer_name text, quantity integer, sold boolean
)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.vendor_id, l.order_id, l.id, p.id, coalesce(l.composer_name, p.composer_name), l.quantity,
      o.status = 'paid' and o.kind = 'purchase'
    from order_line l
      join customer_order o on o.id = l.order_id
      join package p on p.id = l.package_id
    where p.vendor_id in (select our_vendors())
$$;

create function apply_again(rejected text, at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update vendor set status = 'pending', moderated_at = null, moderated_by = null, moderation_note = null, updated_at = at,
      row_version = row_version + 1
    where id = rejected and organization_id = current_org() and status = 'rejected'
$$;

revoke execute on function our_sales(), our_sold_lines(), apply_again(text, timestamptz) from public;
grant execute on function our_sales(), our_sold_lines(), apply_again(text, timestamptz) to app;
`);
  },
};
