/** Why a card pays nothing, in Stripe's words: https://docs.stripe.com/declines/codes */
export interface Decline {
  readonly code: string;
  readonly decline_code: string;
  readonly message: string;
}

const decline = (code: string, decline_code: string, message: string): Decline => ({ code, decline_code, message });

export const declines = {
  generic_decline: decline('card_declined', 'generic_decline', 'Your card was declined.'),
  insufficient_funds: decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  lost_card: decline('card_declined', 'lost_card', 'Your card was declined.'),
  stolen_card: decline('card_declined', 'stolen_card', 'Your card was declined.'),
  expired_card: decline('expired_card', 'expired_card', 'Your card has expired.'),
  incorrect_cvc: decline('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
  processing_error: decline(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  authentication_required: decline(
    'authentication_required',
    'authentication_required',
    'Your card was declined. This transaction requires authentication.',
  ),
} as const satisfies Record<string, Decline>;

export type DeclineCode = keyof typeof declines;

/** When the bank wants to ask its customer. */
type Authentication = 'never' | 'always' | 'unless set up';

export interface Card {
  readonly number: string;
  readonly brand: string;
  readonly decline: DeclineCode | null;
  /** Whether a declined card can be saved: it fails when it is charged. */
  readonly attaches: boolean;
  readonly authentication: Authentication;
}

const good = { brand: 'visa', decline: null, attaches: true, authentication: 'never' } as const;
const declined = (number: string, code: DeclineCode): Card => ({ ...good, number, decline: code, attaches: false });

/** Stripe's test cards by the name that follows `pm_card_` or `tok_`: https://docs.stripe.com/testing */
const cards: Readonly<Record<string, Card>> = {
  visa: { ...good, number: '4242424242424242' },
  mastercard: { ...good, number: '5555555555554444', brand: 'mastercard' },
  amex: { ...good, number: '378282246310005', brand: 'amex' },
  chargeDeclined: declined('4000000000000002', 'generic_decline'),
  chargeDeclinedInsufficientFunds: declined('4000000000009995', 'insufficient_funds'),
  chargeDeclinedLostCard: declined('4000000000009987', 'lost_card'),
  chargeDeclinedStolenCard: declined('4000000000009979', 'stolen_card'),
  chargeDeclinedExpiredCard: declined('4000000000000069', 'expired_card'),
  chargeDeclinedIncorrectCvc: declined('4000000000000127', 'incorrect_cvc'),
  chargeDeclinedProcessingError: declined('4000000000000119', 'processing_error'),
  chargeCustomerFail: { ...good, number: '4000000000000341', decline: 'generic_decline' },
  authenticationRequired: { ...good, number: '4000002760003184', authentication: 'always' },
  authenticationRequiredOnSetup: { ...good, number: '4000002500003155', authentication: 'unless set up' },
};

/** `pm_card_visa` or `tok_visa`; undefined for what is no magic name. */
export function magicCard(name: string): Card | undefined {
  const [, key = ''] = /^(?:pm_card|tok)_(\w+)$/.exec(name) ?? [];
  return Object.hasOwn(cards, key) ? cards[key] : undefined;
}

/** By its number, spaces aside. */
export function cardOf(number: string): Card | undefined {
  const digits = number.replace(/\D/g, '');
  return Object.values(cards).find((card) => card.number === digits);
}
