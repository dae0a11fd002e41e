import type { Knex } from 'knex';
import type { SettledOrder } from './order-row.js';

/** What a cart line holds at most: the table's own bound. */
const mostOfOne = 1_000;

/**
 * Puts what an order took out of its cart back into it, beside whatever has been put there since, and frees its coupon.
 * What cannot be seen in the catalogue any more stays out.
 */
export async function putBack(db: Knex, order: SettledOrder): Promise<void> {
  const { organization_id, coupon_id, cart_coupon_id } = order;
  await db('cart')
    .insert({ organization_id, coupon_id: cart_coupon_id })
    .onConflict('organization_id')
    .merge({ coupon_id: db.raw('coalesce(cart.coupon_id, excluded.coupon_id)') });
  await db.raw(
    `insert into cart_line (organization_id, package_id, quantity, added_by, added_at)
     select l.organization_id, l.package_id, l.quantity, ?, ?::timestamptz + l.position * interval '1 microsecond'
       from order_line l where l.order_id = ?
     on conflict (organization_id, package_id)
       do update set quantity = least(cart_line.quantity + excluded.quantity, ?)`,
    [order.placed_by, order.placed_at, order.id, mostOfOne],
  );
  if (coupon_id !== null) await db('coupon').where({ id: coupon_id }).decrement('redemptions', 1);
}

/** The opposite, for an order that was given up and paid after all. */
export async function takeOut(db: Knex, order: SettledOrder): Promise<void> {
  const { organization_id, coupon_id } = order;
  await db.raw(
    `delete from cart_line c using order_line l
      where c.organization_id = ? and l.order_id = ? and l.package_id = c.package_id and c.quantity <= l.quantity`,
    [organization_id, order.id],
  );
  await db.raw(
    `update cart_line c set quantity = c.quantity - l.quantity from order_line l
      where c.organization_id = ? and l.order_id = ? and l.package_id = c.package_id and c.quantity > l.quantity`,
    [organization_id, order.id],
  );
  if (coupon_id !== null) {
    await db('cart').where({ organization_id, coupon_id }).update({ coupon_id: null });
    await db('coupon')
      .where({ id: coupon_id })
      .update({ redemptions: db.raw('least(redemptions + 1, coalesce(max_redemptions, redemptions + 1))') });
  }
}
