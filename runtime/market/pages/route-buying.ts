import Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { seeOther } from '../../web/sign-in.js';
import type { Buying } from './buying.js';
import { addCard, returnWithCard, showCards } from './cards-page.js';
import { chooseCoupon, removeLine, showCartPage } from './cart-page.js';
import { beginCheckout, cancelCheckout, resumeCheckout, showCheckout } from './checkout-pages.js';
import { sendInvoice } from './invoice-file.js';

/** The pages and files of whoever buys. */
export function routeBuying(router: Router<RequestState>, kernel: Kernel, buying: Buying): void {
  router.get('/invoices/:file', guardPages(kernel), sendInvoice(kernel, buying));
  const pages = new Router<RequestState>({ prefix: '/account' });
  pages.use(guardPages(kernel));
  pages.get('/cart', showCartPage(kernel, buying));
  pages.post('/cart/remove', removeLine(kernel, buying));
  pages.post('/cart/coupon', chooseCoupon(kernel, buying));
  // Where paying begins is the cart: an address alone opens no order.
  pages.get('/checkout', (exchange) => seeOther(exchange, `/account/cart${exchange.search}`));
  pages.post('/checkout', beginCheckout(kernel, buying));
  pages.get('/checkout/resume', resumeCheckout(kernel, buying));
  pages.get('/checkout/cancelled', cancelCheckout(kernel, buying));
  pages.get('/checkout/done', showCheckout(kernel, buying));
  pages.get('/cards', showCards(kernel, buying));
  pages.post('/cards/add', addCard(kernel, buying));
  pages.get('/cards/saved', returnWithCard(kernel, buying));
  router.use(pages.routes());
}
