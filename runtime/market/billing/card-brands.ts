/** Brands of cards as Stripe codes them (https://docs.stripe.com/api/payment_methods/object), in the words of their issuers. */
const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'Eftpos Australia',
  jcb: 'JCB',
  link: 'Link',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  unknown: 'Card',
  visa: 'Visa',
};

/** A brand as people know it; one that is not known here as Stripe codes it. */
export function brandName(code: string): string {
  return brands[code] ?? code;
}
