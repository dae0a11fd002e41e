import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { allowFormsTo } from '../../web/guard-pages.js';
import { notFound, PageError } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { showMoney } from '../money.js';
import { needsMethod, type OrderRefusal, openOrder } from '../orders/place-order.js';
import { payOrder } from '../orders/settle-order.js';
import { closeCheckout, followCheckout, openCheckout } from '../payments/checkout.js';
import { findMethod } from '../payments/saved-methods.js';
import { type Buyer, buyerForm, buyerOf } from './buyer.js';
import { type Buying, folder, pagePath } from './buying.js';
import { withinOrganization } from './within-organization.js';

/**
 * `POST /account/checkout`: makes an order of the cart and leads to Stripe's page for it. What costs nothing needs no page,
 * but what renews needs a card that is saved.
 */
export function beginCheckout(kernel: Kernel, buying: Buying): Stage {
  const { knex, payments, checkoutOrigin } = buying;
  return auditPage(kernel, { name: 'POST /account/checkout', writeMode: 'create' }, async (exchange, act) => {
    const { organization, visitor, scope } = await buyerForm(kernel, exchange, 'order:place', act);
    const { id: org } = organization;
    const now = kernel.now();
    const opened = await withinOrganization(knex, scope, async (db) => {
      const method = await findMethod(db, org);
      const placing = { organizationId: org, customerId: visitor.principal.id, attempt: null, now };
      const made = await openOrder(db, { ...placing, paymentMethodId: method?.id ?? null });
      if ('refusal' in made) throw refused(made.refusal);
      if (made.cart.totalMinor === 0 && needsMethod(made.cart) && method === null) throw noCard();
      act.concerns({ order: made.order.orderId });
      await act.commit(db);
      return { ...made, method };
    });
    const { orderId, totalMinor } = opened.order;
    if (totalMinor === 0) {
      const paymentMethodId = opened.method?.id ?? null;
      await knex.transaction((db) => payOrder(db, orderId, { intentId: null, paymentMethodId, now }));
      return seeOther(exchange, pagePath('checkout/done', org, { order: orderId }));
    }
    const at = (page: string) => kernel.address() + pagePath(page, org, { order: orderId });
    const returns = { done: at('checkout/done'), cancelled: at('checkout/cancelled') };
    allowFormsTo(exchange, checkoutOrigin);
    seeOther(exchange, await openCheckout(payments, orderId, returns).catch(unreachable(kernel)));
  });
}

/** `GET /account/checkout/resume?order=`: back to the page at Stripe that an order waits at. */
export function resumeCheckout(kernel: Kernel, { knex, payments }: Buying): Stage {
  return async (exchange) => {
    const found = await findOrder(kernel, exchange, { knex, privilege: 'order:place' });
    if (found === null) return;
    const { order, buyer } = found;
    const session = await payments.stripe.checkout.sessions
      .retrieve(order.checkout_session_id ?? '')
      .catch(unreachable(kernel));
    const next = session.url ?? pagePath('checkout/done', buyer.organization.id, { order: order.id });
    seeOther(exchange, next);
  };
}

/** `GET /account/checkout/cancelled?order=`: the person gave up, so the page is closed and the cart is given back. */
export function cancelCheckout(kernel: Kernel, { knex, payments }: Buying): Stage {
  const name = 'GET /account/checkout/cancelled';
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const found = await findOrder(kernel, exchange, { knex, privilege: 'order:place' });
    if (found === null) return;
    const { order, buyer } = found;
    const { id: org } = buyer.organization;
    act.concerns({ order: order.id }, org);
    if (order.checkout_session_id !== null) {
      await closeCheckout(payments, order.checkout_session_id, act.commit).catch(unreachable(kernel));
    }
    const { status } = await readOrder(knex, org, order.id);
    seeOther(
      exchange,
      status === 'failed'
        ? pagePath('cart', org, { notice: 'cancelled' })
        : pagePath('checkout/done', org, { order: order.id }),
    );
  });
}

/** `GET /account/checkout/done?order=`: what has become of an order, looked up at Stripe where it is still open. */
export function showCheckout(kernel: Kernel, { knex, payments }: Buying): Stage {
  return async (exchange) => {
    const found = await findOrder(kernel, exchange, { knex, privilege: 'order:read' });
    if (found === null) return;
    const { buyer, order: before } = found;
    if (before.status === 'pending' && before.checkout_session_id !== null) {
      await followCheckout(payments, before.checkout_session_id).catch(unreachable(kernel));
    }
    const { id: org } = buyer.organization;
    const order = await readOrder(knex, org, before.id);
    const page = { view: 'checkout', folder, title: titles[order.status], visitor: buyer.visitor };
    await showPage(kernel, exchange, page, {
      organization: buyer.organization,
      number: order.number,
      total: showMoney(order.total_minor, order.currency),
      paid: order.status === 'paid',
      pending: order.status === 'pending',
      problem: order.failure_message,
      cart: pagePath('cart', org),
    });
  };
}

const titles = {
  paid: 'Thank you, this is paid',
  pending: 'The payment is on its way',
  failed: 'This was not paid',
  refunded: 'This was refunded',
} as const;

interface PageOrder {
  readonly id: string;
  readonly number: string;
  readonly status: keyof typeof titles;
  readonly total_minor: number;
  readonly currency: string;
  readonly checkout_session_id: string | null;
  readonly failure_message: string | null;
}

/** The order that the address names, in the visitor's organization; null where the visitor is sent to sign in. */
async function findOrder(
  kernel: Kernel,
  exchange: Exchange,
  { knex, privilege }: Pick<Buying, 'knex'> & { readonly privilege: string },
): Promise<{ readonly buyer: Buyer; readonly order: PageOrder } | null> {
  const buyer = await buyerOf(kernel, exchange, privilege);
  if (buyer === null) return null;
  const { order: id } = exchange.query;
  const order = await readOrder(knex, buyer.organization.id, typeof id === 'string' ? id : '');
  return { buyer, order };
}

async function readOrder(knex: Buying['knex'], org: string, id: string): Promise<PageOrder> {
  const order: PageOrder | undefined = await knex('customer_order').where({ id, organization_id: org }).first();
  if (order === undefined) throw notFound();
  return order;
}

function refused(refusal: OrderRefusal): PageError {
  switch (refusal.code) {
    case 'EMPTY_CART':
      return new PageError(409, 'The cart is empty', 'There is nothing to pay. Somebody may have paid it already.');
    case 'ORDER_IN_PROGRESS':
      return new PageError(
        409,
        'This is being paid',
        'An order of this cart is being paid at this moment. Wait a little.',
      );
    case 'COUPON_NOT_FOUND':
      return new PageError(409, 'The coupon is used up', 'It cannot be redeemed any more. Look at the cart again.');
    case 'PACKAGE_BLOCKED':
      return new PageError(409, 'Something cannot be bought', `${refusal.package}: ${refusal.blocker.reason}`);
    case 'AMOUNT_TOO_SMALL': {
      const least = showMoney(refusal.leastMinor, refusal.currency);
      return new PageError(409, 'This is too little to be charged', `At least ${least} can be.`);
    }
  }
}

function noCard(): PageError {
  const sentence = 'Nothing is charged today, but it renews. Save a card first, then come back to the cart.';
  return new PageError(409, 'This needs a saved card', sentence);
}

/** Stripe did not answer, or refused what it is never asked: people can only come back later. */
function unreachable(kernel: Kernel): (error: unknown) => never {
  return (error) => {
    kernel.log.error({ err: error }, 'the checkout could not reach Stripe');
    const sentence = 'The payment service does not answer. Nothing was charged; try again in a minute.';
    throw new PageError(502, 'Paying is not possible right now', sentence);
  };
}
