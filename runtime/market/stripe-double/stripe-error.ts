type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

interface ErrorDetails {
  readonly status?: number;
  readonly type?: ErrorType;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: object;
  readonly payment_method?: object;
  readonly setup_intent?: object;
  /** Of a failed payment of which nothing is to stay. */
  readonly undone?: true;
}

/**
 * An answer that Stripe gives as an error: https://docs.stripe.com/api/errors. One of status 402 is the outcome of an
 * attempt to pay, so what was written on the way to it stays; any other undoes its request.
 */
export class StripeDoubleError extends Error {
  override readonly name = 'StripeDoubleError';
  readonly status: number;

  constructor(
    message: string,
    private readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.status = details.status ?? 400;
  }

  /** Whether what was written on the way to it stays. */
  get stays(): boolean {
    return this.status === 402 && this.details.undone !== true;
  }

  /** The body as Stripe words it. */
  get body(): object {
    const { status: _, undone: __, type = 'invalid_request_error', ...rest } = this.details;
    const doc_url = rest.code && `https://docs.stripe.com/error-codes/${rest.code.replaceAll('_', '-')}`;
    return { error: { ...rest, ...(doc_url && { doc_url }), message: this.message, type } };
  }
}

/** What Stripe calls things in this one error, where it is not their kind. */
const NOUNS: Readonly<Record<string, string>> = { payment_method: 'PaymentMethod', setup_intent: 'setupintent' };

/** What Stripe calls the id in a path, where it is not `id`. */
const PATH_PARAMS: Readonly<Record<string, string>> = {
  payment_intent: 'intent',
  payment_method: 'payment_method',
  setup_intent: 'intent',
};

/** An id that nobody knows: in a path (without `param`) it is a 404, in a parameter a 400, as with Stripe. */
export function missing(kind: string, id: string, param?: string): StripeDoubleError {
  return new StripeDoubleError(`No such ${NOUNS[kind] ?? kind}: '${id}'`, {
    status: param === undefined ? 404 : 400,
    code: 'resource_missing',
    param: param ?? PATH_PARAMS[kind] ?? 'id',
  });
}
