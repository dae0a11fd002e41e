import { failure } from 'toolwright/runtime';
import { toMoney } from '../money.js';
import type { OrderRefusal } from './place-order.js';

/** Why nothing was ordered, as the declared errors of the tools that order. */
export function refusedOrder(refusal: OrderRefusal) {
  switch (refusal.code) {
    case 'EMPTY_CART':
      return failure('EMPTY_CART');
    case 'COUPON_NOT_FOUND':
      return failure('COUPON_NOT_FOUND');
    case 'ORDER_IN_PROGRESS':
      return failure('ORDER_IN_PROGRESS', { order_id: refusal.orderId });
    case 'PACKAGE_BLOCKED':
      return failure('PACKAGE_BLOCKED', {
        package: refusal.package,
        blocker: refusal.blocker.code,
        reason: refusal.blocker.reason,
      });
    case 'AMOUNT_TOO_SMALL': {
      const { amount: least, currency } = toMoney(refusal.leastMinor, refusal.currency);
      return failure('AMOUNT_TOO_SMALL', { least, currency });
    }
  }
}
