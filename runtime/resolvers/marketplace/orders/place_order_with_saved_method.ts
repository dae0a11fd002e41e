import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/orders/place_order_with_saved_method.js';
import { lockCart } from '../../../market/cart/carts.js';
import { findPieces } from '../../../market/cart/pieces.js';
import { cartUrl } from '../../../market/cart/show-cart.js';
import { needsMethod, openOrder, prepareOrder } from '../../../market/orders/place-order.js';
import { findAttempt, previewOrder, readPlaced } from '../../../market/orders/placed-order.js';
import { refusedOrder } from '../../../market/orders/refused-order.js';
import { payOrder } from '../../../market/orders/settle-order.js';
import { chargeOrder } from '../../../market/payments/charge-order.js';
import { chargeFailure } from '../../../market/payments/payment-failures.js';
import type { Payments } from '../../../market/payments/payments.js';
import { customerOf, findMethod } from '../../../market/payments/saved-methods.js';

/**
 * The order is committed before Stripe is asked, and bears the attempt: whoever sends the same call again goes on with it.
 * Licences come with Stripe's event, but for an order of 0, which is paid at once.
 */
export const placeOrderWithSavedMethod =
  (app: { readonly payments: Payments; readonly publicUrl: () => string }): Resolver =>
  async ({ payment_method_id, coupon, items }, ctx) => {
    const { org, customer: customerId } = ctx.context;
    const now = ctx.now();
    const url = cartUrl(app.publicUrl(), org);
    const db = await ctx.db();

    let order = await findAttempt(db, ctx.attempt.id);
    if (order === null) {
      const method = await findMethod(db, org, payment_method_id);
      if (method === null && payment_method_id !== undefined) return failure('PAYMENT_METHOD_NOT_FOUND');
      const paymentMethodId = method?.id ?? null;
      if (items !== undefined && !ctx.dryRun) await lockCart(db, org);
      const only = items && (await findPieces(db, org, items));
      if (only !== undefined && 'missing' in only) return failure('NOT_IN_CART', { package: only.missing });
      const request = {
        organizationId: org,
        now,
        ...(coupon !== undefined && { couponCode: coupon }),
        ...(only !== undefined && { only }),
      };
      const opened = ctx.dryRun
        ? await prepareOrder(db, request)
        : await openOrder(db, { ...request, customerId, attempt: ctx.attempt.id, paymentMethodId });
      if ('refusal' in opened) return refusedOrder(opened.refusal);
      if (paymentMethodId === null && needsMethod(opened.cart)) return failure('NO_SAVED_METHOD', { url });
      if (ctx.dryRun) return previewOrder(opened.cart, paymentMethodId);
      order = await findAttempt(db, ctx.attempt.id);
    }
    if (order === null) throw new Error('The order that was opened is not there.');
    const { id: orderId, total_minor: totalMinor, currency, payment_method_id: paymentMethodId } = order;

    if (order.status === 'failed') return chargeFailure(order.failure_code, { order_id: orderId, url });
    if (order.status === 'pending' && totalMinor === 0) {
      const reason = 'An order of 0 is paid without Stripe, which is what mints its licences.';
      await ctx.asSystem(reason, (system) => payOrder(system, orderId, { intentId: null, paymentMethodId, now }));
    } else if (order.status === 'pending' && order.payment_intent_id === null && paymentMethodId !== null) {
      const customer = await customerOf(db, org);
      const charge = { orderId, totalMinor, currency, customer, paymentMethodId };
      const refused = await ctx.effects.stripe((stripe, call) => chargeOrder(app.payments, stripe, charge, call.key));
      if (refused !== null) return chargeFailure(refused.code, { order_id: orderId, url });
    }
    return readPlaced(await ctx.db(), org, orderId);
  };
