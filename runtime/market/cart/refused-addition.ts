import { failure } from 'toolwright/runtime';
import type { Refusal } from './fill-cart.js';

/** Why something was not put into the cart, as the declared errors of the tool that does. */
export function refusedAddition(refusal: Refusal) {
  switch (refusal.code) {
    case 'PACKAGE_NOT_FOUND':
      return failure('PACKAGE_NOT_FOUND');
    case 'NOT_PURCHASABLE':
      return failure('NOT_PURCHASABLE', { blocker: refusal.blocker.code, reason: refusal.blocker.reason });
    case 'CART_FULL':
      return failure('CART_FULL', { reason: refusal.reason });
  }
}
