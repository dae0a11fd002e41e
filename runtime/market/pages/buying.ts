import type { Payments } from '../payments/payments.js';
import type { InvoiceFiles } from './invoice-file.js';

/** What the pages of whoever buys work with. */
export interface Buying extends InvoiceFiles {
  readonly payments: Payments;
  /** The origin of the pages on which people pay and save cards: Stripe's, or the double's. */
  readonly checkoutOrigin: string;
}

export const folder = new URL('./views/', import.meta.url);

/** The address of a page in an organization, with what else it is told. */
export function pagePath(page: string, org: string, more: Readonly<Record<string, string>> = {}): string {
  return `/account/${page}?${new URLSearchParams({ org, ...more })}`;
}
