import { currencyCodes, findCurrency, currencyOf as known, mostMinor } from '../currencies.js';
import { StripeDoubleError } from './stripe-error.js';

/** In lower case, as Stripe answers it. */
export function currencyOf(text: string, param = 'currency'): string {
  const currency = text.toLowerCase();
  if (findCurrency(currency.toUpperCase()) !== null) return currency;
  const codes = currencyCodes.map((code) => code.toLowerCase()).join(', ');
  throw new StripeDoubleError(`Invalid currency: ${currency}. Stripe currently supports these currencies: ${codes}`, {
    param,
  });
}

/** Refuses what is too little or too much for one payment. */
export function checkAmount(amount: number, currency: string): void {
  const { leastMinor } = known(currency.toUpperCase());
  if (amount < 1) {
    throw new StripeDoubleError('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount < leastMinor) {
    throw new StripeDoubleError(`Amount must be at least ${shownAmount(leastMinor, currency)} ${currency}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > mostMinor) {
    throw new StripeDoubleError(`Amount must be no more than ${shownAmount(mostMinor, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
}

/** `£49.00` */
export function shownAmount(amount: number, currency: string): string {
  const { decimals } = known(currency.toUpperCase());
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(amount / 10 ** decimals);
}
