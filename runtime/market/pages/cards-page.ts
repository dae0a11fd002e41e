import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { allowFormsTo } from '../../web/guard-pages.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { brandName } from '../billing/card-brands.js';
import { readMethods } from '../billing/payment-methods.js';
import { stripeCustomer } from '../payments/customers.js';
import { syncPaymentMethods } from '../payments/payment-methods.js';
import { buyerForm, buyerOf } from './buyer.js';
import { type Buying, folder, pagePath } from './buying.js';
import { withinOrganization } from './within-organization.js';

/** `GET /account/cards?org=`: the saved cards, masked. */
export function showCards(kernel: Kernel, { knex, checkoutOrigin }: Buying): Stage {
  return async (exchange) => {
    const buyer = await buyerOf(kernel, exchange, 'billing:read');
    if (buyer === null) return;
    const { organization, visitor, choices, may, scope } = buyer;
    allowFormsTo(exchange, checkoutOrigin);
    const methods = await withinOrganization(knex, scope, (db) => readMethods(db, organization.id, kernel.now()));
    const mayManage = may('billing:manage');
    await showPage(
      kernel,
      exchange,
      { view: 'cards', folder, title: 'Cards', visitor },
      {
        organization,
        choices: choices.map((choice) => ({ ...choice, path: pagePath('cards', choice.id) })),
        saved: exchange.query.saved !== undefined,
        cards: methods.map((method) => ({
          ...method,
          brand: brandName(method.brand),
          number: mayManage ? `•••• ${method.last4}` : '',
        })),
        mayManage,
        cart: pagePath('cart', organization.id),
      },
    );
  };
}

/** `POST /account/cards/add`: to Stripe's page that saves a card (https://docs.stripe.com/payments/save-and-reuse). */
export function addCard(kernel: Kernel, { payments, checkoutOrigin }: Buying): Stage {
  return auditPage(kernel, { name: 'POST /account/cards/add', writeMode: 'create' }, async (exchange, act) => {
    const { organization } = await buyerForm(kernel, exchange, 'billing:manage', act);
    const { db, stripe } = payments;
    const { id: org } = organization;
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'gbp',
      customer: await stripeCustomer(db, stripe, org),
      metadata: { organization_id: org },
      success_url: kernel.address() + pagePath('cards/saved', org),
      cancel_url: kernel.address() + pagePath('cards', org),
    });
    await db.transaction((transaction) => act.commit(transaction));
    allowFormsTo(exchange, checkoutOrigin);
    seeOther(exchange, session.url ?? pagePath('cards', org));
  });
}

/** `GET /account/cards/saved?org=`: back from there, ahead of the event that tells the same. */
export function returnWithCard(kernel: Kernel, { knex, payments }: Buying): Stage {
  return async (exchange) => {
    const buyer = await buyerOf(kernel, exchange, 'billing:manage');
    if (buyer === null) return;
    await syncPaymentMethods(knex, payments.stripe, buyer.organization.id);
    seeOther(exchange, pagePath('cards', buyer.organization.id, { saved: '' }));
  };
}
