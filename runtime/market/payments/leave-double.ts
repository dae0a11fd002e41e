import type { Knex } from 'knex';

/**
 * For a server that has been given a key of Stripe: forgets the customers, cards, accounts and subscriptions that only the
 * double knows, the demo's among them, since Stripe would refuse their ids. Orders and licences stay as they are.
 */
export async function leaveDouble(knex: Knex): Promise<void> {
  const known = 'in (select id from stripe_double.object)';
  await knex.transaction(async (db) => {
    await db('payment_method').whereRaw(`id ${known}`).delete();
    await db('billing_account').whereRaw(`stripe_customer_id ${known}`).delete();
    await db('subscription')
      .whereRaw(`stripe_subscription_id ${known}`)
      .whereNot({ status: 'cancelled' })
      .update({ status: 'cancelled', ended_at: db.fn.now() });
    await db('vendor').whereRaw(`stripe_account_id ${known}`).update({
      stripe_account_id: null,
      charges_enabled: false,
      payouts_enabled: false,
      details_submitted: false,
      requirements: '[]',
    });
  });
}
