import getRawBody from 'raw-body';
import type Stripe from 'stripe';
import type { Log } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { handleEvent } from './handle-event.js';
import type { Payments } from './payments.js';

export interface EventReceiver {
  readonly payments: Payments;
  /** What Stripe signs with. */
  readonly secret: string;
  readonly log: Log;
}

/** Stripe's events are of a few kilobytes. */
const maxBytes = 256 * 1_024;

/** How long ago an event may have been signed, in seconds: whoever has recorded one cannot send it again later. */
const toleranceSeconds = 300;

/**
 * `POST /webhooks/stripe`: an event, signed over its bytes as they came. 200 where it has been handled, now or before; 400
 * where it is not Stripe's or was signed too long ago; 5xx where Stripe should send it again.
 */
export function receiveEvents({ payments, secret, log }: EventReceiver): Stage {
  return async (exchange) => {
    const body = await readBytes(exchange.req);
    if (body === null) {
      exchange.set('Connection', 'close');
      exchange.status = 413;
      exchange.body = { error: `An event is of at most ${maxBytes} bytes.`, code: 'BODY_TOO_LARGE' };
      return;
    }
    const event = verify(payments.stripe, body, { signature: exchange.get('stripe-signature'), secret });
    if (event === null) {
      exchange.status = 400;
      exchange.body = { error: 'The signature is not valid, or too old.', code: 'INVALID_SIGNATURE' };
      return;
    }
    const handled = await handleEvent(payments, event);
    log.info({ event: event.id, type: event.type, handled }, 'an event of Stripe');
    exchange.body = { received: true };
  };
}

/** Null where there are too many. */
async function readBytes(request: Parameters<typeof getRawBody>[0]): Promise<Buffer | null> {
  try {
    return await getRawBody(request, { limit: maxBytes });
  } catch (error) {
    if ((error as { type?: string }).type === 'entity.too.large') return null;
    throw error;
  }
}

function verify(
  stripe: Stripe,
  body: Buffer,
  { signature, secret }: { readonly signature: string; readonly secret: string },
): Stripe.Event | null {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
  } catch (error) {
    if (error instanceof SyntaxError || (error as { type?: string }).type === 'StripeSignatureVerificationError')
      return null;
    throw error;
  }
}
