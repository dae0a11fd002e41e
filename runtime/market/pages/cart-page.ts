import type { Money } from '../../../generated/types/marketplace.js';
import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { allowFormsTo } from '../../web/guard-pages.js';
import { PageError } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { cartBlockers, readCart } from '../cart/carts.js';
import { findCoupon } from '../cart/coupons.js';
import { takePieces } from '../cart/fill-cart.js';
import { toCart } from '../cart/show-cart.js';
import { showMoney } from '../money.js';
import { buyerForm, buyerOf } from './buyer.js';
import { type Buying, folder, pagePath } from './buying.js';
import { withinOrganization } from './within-organization.js';

const notices: Readonly<Record<string, string>> = {
  cancelled: 'Nothing was paid. Everything is back in the cart.',
  coupon: 'No coupon of this code can be redeemed for this cart.',
};

/** `GET /account/cart?org=`: what the organization is about to buy, from whom, for how much, and what stands in the way. */
export function showCartPage(kernel: Kernel, { knex, checkoutOrigin }: Buying): Stage {
  return async (exchange) => {
    const buyer = await buyerOf(kernel, exchange, 'cart:read');
    if (buyer === null) return;
    const { organization, visitor, choices, may, scope } = buyer;
    allowFormsTo(exchange, checkoutOrigin);
    const { cart, waiting } = await withinOrganization(knex, scope, async (db) => {
      const read = await readCart(db, organization.id, kernel.now());
      const blockers = await cartBlockers(db, organization.id, read);
      const orders: WaitingOrder[] = await db('customer_order')
        .where({ organization_id: organization.id, status: 'pending' })
        .whereNotNull('checkout_session_id')
        .orderBy('placed_at');
      return { cart: toCart(read, blockers, ''), waiting: orders };
    });
    const { notice } = exchange.query;
    const page = { view: 'cart', folder, title: 'Cart', visitor };
    await showPage(kernel, exchange, page, {
      organization,
      choices: choices.map((choice) => ({ ...choice, path: pagePath('cart', choice.id) })),
      notice: typeof notice === 'string' ? (notices[notice] ?? null) : null,
      lines: cart.lines.map((line) => ({
        ...line,
        unit: words(line.unit),
        total: words(line.total),
        cadence: line.cadence ?? '',
        free: Number(line.unit.amount) === 0,
      })),
      vendors: cart.vendors.map(({ vendor, subtotal, tax }) => ({
        vendor,
        subtotal: words(subtotal),
        tax: words(tax),
      })),
      coupon: cart.coupon,
      subtotal: words(cart.subtotal),
      discount: Number(cart.discount.amount) > 0 ? words(cart.discount) : null,
      tax: words(cart.tax),
      country: cart.tax_country,
      total: words(cart.total),
      free: Number(cart.total.amount) === 0,
      blocker: cart.lines.length > 0 ? cart.blocker : null,
      mayChange: may('cart:change'),
      mayPay: may('order:place'),
      cards: may('billing:read') ? pagePath('cards', organization.id) : null,
      waiting: waiting.map(({ id, number, total_minor, currency }) => ({
        number,
        total: showMoney(total_minor, currency),
        resume: pagePath('checkout/resume', organization.id, { order: id }),
        cancel: pagePath('checkout/cancelled', organization.id, { order: id }),
      })),
    });
  };
}

interface WaitingOrder {
  readonly id: string;
  readonly number: string;
  readonly total_minor: number;
  readonly currency: string;
}

/** `POST /account/cart/remove` with `package`. */
export function removeLine(kernel: Kernel, { knex }: Buying): Stage {
  return auditPage(kernel, { name: 'POST /account/cart/remove', writeMode: 'update' }, async (exchange, act) => {
    const { organization, fields, scope } = await buyerForm(kernel, exchange, 'cart:change', act);
    const packageName = fields.get('package') ?? '';
    act.concerns({ package: packageName });
    await withinOrganization(knex, scope, async (db) => {
      await takePieces(db, organization.id, { packageName });
      await act.commit(db);
    });
    seeOther(exchange, pagePath('cart', organization.id));
  });
}

/** `POST /account/cart/coupon` with `code`; without one the coupon is taken out. */
export function chooseCoupon(kernel: Kernel, { knex }: Buying): Stage {
  return auditPage(kernel, { name: 'POST /account/cart/coupon', writeMode: 'update' }, async (exchange, act) => {
    const { organization, fields, scope } = await buyerForm(kernel, exchange, 'cart:change', act);
    const code = fields.get('code')?.trim() ?? '';
    act.concerns({ code });
    if (code.length > 40) throw new PageError(400, 'This is no coupon', 'A code has 40 signs at most.');
    const found = await withinOrganization(knex, scope, async (db) => {
      const coupon = code === '' ? null : await findCoupon(db, { code }, kernel.now());
      const { currency } = await readCart(db, organization.id, kernel.now());
      const fits = coupon !== null && (coupon.currency === null || coupon.currency === currency);
      if (code !== '' && !fits) {
        await act.commit(db, 'COUPON_NOT_FOUND');
        return false;
      }
      await db('cart')
        .where({ organization_id: organization.id })
        .update({ coupon_id: coupon?.id ?? null });
      await act.commit(db);
      return true;
    });
    seeOther(exchange, pagePath('cart', organization.id, found ? {} : { notice: 'coupon' }));
  });
}

function words({ amount, currency }: Money): string {
  return `${amount} ${currency}`;
}
