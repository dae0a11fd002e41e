import type { Knex } from 'knex';
import type { Cart as CartAnswer, CartLine as LineAnswer } from '../../../generated/types/marketplace.js';
import { currencyOf, homeCurrency, mostMinor } from '../currencies.js';
import { showMoney, toMoney } from '../money.js';
import { type Cart, type CartBlocker, cartBlockers, readCart } from './carts.js';

/** The organization's cart as answered, with what stands in its way and the page where a person pays it. */
export async function showCart(
  db: Knex,
  organizationId: string,
  { now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
): Promise<CartAnswer> {
  const cart = await readCart(db, organizationId, now);
  return toCart(cart, await cartBlockers(db, organizationId, cart), cartUrl(publicUrl, organizationId));
}

/** Where a person of the organization sees its cart and pays it. */
export function cartUrl(publicUrl: string, organizationId: string): string {
  return `${publicUrl}/account/cart?org=${organizationId}`;
}

export function toCart(cart: Cart, blockers: ReadonlyMap<string, CartBlocker>, checkoutUrl: string): CartAnswer {
  const money = (minor: number) => toMoney(minor, cart.currency);
  const counted = cart.lines.map(
    (line): LineAnswer => ({
      ...describe(line, blockers),
      unit: money(line.unitMinor),
      total: money(line.totalMinor),
      discount: money(line.discountMinor),
      tax: money(line.taxMinor),
    }),
  );
  const uncounted = cart.uncounted.map((line): LineAnswer => {
    const currency = line.currency ?? homeCurrency;
    const none = toMoney(0, currency);
    const total = toMoney(line.unitMinor * line.quantity, currency);
    const unit = toMoney(line.unitMinor, currency);
    return { ...describe(line, blockers), unit, total, discount: none, tax: none };
  });
  return {
    lines: [...counted, ...uncounted],
    vendors: cart.vendors.map(({ vendor, netMinor, taxMinor }) => ({
      vendor,
      subtotal: money(netMinor),
      tax: money(taxMinor),
    })),
    coupon: cart.coupon?.code ?? null,
    tax_country: cart.tax.country,
    subtotal: money(cart.subtotalMinor),
    discount: money(cart.discountMinor),
    tax: money(cart.taxMinor),
    total: money(cart.totalMinor),
    blocker: cartProblem(cart, blockers),
    checkout_url: checkoutUrl,
  };
}

/** Why a cart as a whole cannot be paid, in a sentence; null where it can. */
export function cartProblem(cart: Cart, blockers: ReadonlyMap<string, CartBlocker>): string | null {
  const lines = [...cart.lines, ...cart.uncounted];
  if (lines.length === 0) return 'There is nothing in the cart.';
  const blocked = lines.find(({ packageId }) => blockers.has(packageId));
  if (blocked !== undefined) {
    return `${blocked.composerName} cannot be bought: ${blockers.get(blocked.packageId)?.reason} Remove it to pay the rest.`;
  }
  const { currency, totalMinor } = cart;
  const { leastMinor } = currencyOf(currency);
  if (totalMinor > 0 && totalMinor < leastMinor) {
    return `${showMoney(totalMinor, currency)} is too little to be charged: at least ${showMoney(leastMinor, currency)} is.`;
  }
  if (totalMinor > mostMinor) {
    return `${showMoney(totalMinor, currency)} is too much for one charge: at most ${showMoney(mostMinor, currency)} is.`;
  }
  return null;
}

function describe(
  line: Pick<Cart['lines'][number], 'packageId' | 'composerName' | 'title' | 'vendor' | 'quantity' | 'cadence'>,
  blockers: ReadonlyMap<string, CartBlocker>,
) {
  const { packageId, composerName, title, vendor, quantity, cadence } = line;
  return { package: composerName, title, vendor, quantity, cadence, blocker: blockers.get(packageId)?.reason ?? null };
}
