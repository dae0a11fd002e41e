/** A currency in which prices are taken. */
export interface Currency {
  /** Digits after the point: an amount is an integer of 10⁻ᵈᵉᶜⁱᵐᵃˡˢ of the currency. */
  readonly decimals: number;
  /** The least that Stripe charges, in minor units. */
  readonly leastMinor: number;
}

/** What a cart of nothing but free packages is counted in. */
export const homeCurrency = 'GBP';

/** The most that Stripe charges at once: eight digits of minor units, whatever the currency. */
export const mostMinor = 99_999_999;

/**
 * Those for which Stripe publishes a least charge (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts),
 * with the decimals of its API: the yen is the one without any (#zero-decimal), the forint has two in charges.
 */
const currencies: ReadonlyMap<string, Currency> = new Map(
  Object.entries({
    AED: { decimals: 2, leastMinor: 200 },
    AUD: { decimals: 2, leastMinor: 50 },
    BRL: { decimals: 2, leastMinor: 50 },
    CAD: { decimals: 2, leastMinor: 50 },
    CHF: { decimals: 2, leastMinor: 50 },
    CZK: { decimals: 2, leastMinor: 1500 },
    DKK: { decimals: 2, leastMinor: 250 },
    EUR: { decimals: 2, leastMinor: 50 },
    GBP: { decimals: 2, leastMinor: 30 },
    HKD: { decimals: 2, leastMinor: 400 },
    HUF: { decimals: 2, leastMinor: 17_500 },
    INR: { decimals: 2, leastMinor: 50 },
    JPY: { decimals: 0, leastMinor: 50 },
    MXN: { decimals: 2, leastMinor: 1000 },
    MYR: { decimals: 2, leastMinor: 200 },
    NOK: { decimals: 2, leastMinor: 300 },
    NZD: { decimals: 2, leastMinor: 50 },
    PLN: { decimals: 2, leastMinor: 200 },
    RON: { decimals: 2, leastMinor: 200 },
    SEK: { decimals: 2, leastMinor: 300 },
    SGD: { decimals: 2, leastMinor: 50 },
    THB: { decimals: 2, leastMinor: 1000 },
    USD: { decimals: 2, leastMinor: 50 },
  }),
);

/** Codes of ISO 4217 in the order of the alphabet. */
export const currencyCodes: readonly string[] = [...currencies.keys()];

/** Null for a currency that is not taken. */
export function findCurrency(code: string): Currency | null {
  return currencies.get(code) ?? null;
}

/** Of a currency that a price in the database has; throws for one that is not taken. */
export function currencyOf(code: string): Currency {
  const currency = currencies.get(code);
  if (currency === undefined) throw new Error(`${code} is no currency that prices are taken in.`);
  return currency;
}
