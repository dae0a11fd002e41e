import type { Command } from 'commander';
import { auditCommand } from './audit-command.js';
import { withDatabase } from './with-database.js';

/** `toolwright refund <order>`: gives a paid order back through Stripe, and takes its licences. */
export function register(cli: Command): void {
  cli
    .command('refund')
    .description("Give a paid order back, whole and once: its licences are revoked, its vendors' shares come back.")
    .argument('<order>', 'its id or its number')
    .option('--amount <amount>', 'refused: orders are given back whole')
    .action((order: string, { amount }: { amount?: string }) => refund(order, amount));
}

function refund(idOrNumber: string, amount: string | undefined): Promise<void> {
  return withDatabase(async (knex, source) => {
    if (amount !== undefined) {
      throw new Error(
        'Orders are given back whole, since licences cannot be revoked in part. Leave --amount out, or give a part back in the dashboard of Stripe: the licences then stay.',
      );
    }
    const { findOrder, requestRefund } = await import('../market/orders/request-refund.js');
    const { showMoney } = await import('../market/money.js');
    const { openStripe } = await import('../market/payments/open-stripe.js');
    const { readText } = await import('../read-variable.js');
    const order = await findOrder(knex, idOrNumber);
    if (order === null)
      throw new Error(`There is no order '${idOrNumber}'. Orders are named by their id or their number.`);
    const secretKey = readText(process.env.STRIPE_SECRET_KEY) ?? null;
    // Nothing is received here, so nothing is verified.
    const options = { secretKey, webhookSecret: '', source, address: () => '', work: false };
    const { stripe, close } = await openStripe(options);
    try {
      const witness = await auditCommand({
        ...{ name: 'toolwright refund', writeMode: 'update' },
        ...{ arguments: { order: order.id }, tenantId: order.organization_id },
      });
      const { end } = await requestRefund({ db: knex, stripe, now: () => new Date() }, order, witness);
      const total = showMoney(order.total_minor, order.currency);
      if (end === 'not_paid')
        throw new Error(`Order ${order.number} is ${order.status}: only what was paid is given back.`);
      console.log(
        end === 'refunded_before'
          ? `Order ${order.number} (${order.id}) was given back already.`
          : `Order ${order.number} (${order.id}) is given back: ${total}. Its licences are revoked.`,
      );
    } finally {
      await close();
    }
  });
}
