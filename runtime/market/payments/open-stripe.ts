import { createRequire } from 'node:module';
import type Stripe from 'stripe';
import type { Log } from '../../call/call.js';
import type { ConnectionSource } from '../../store/postgres/pool.js';
import type { StripeDouble } from '../stripe-double/double.js';

declare module 'toolwright/runtime' {
  interface EffectClients {
    stripe: Stripe;
  }
}

export interface StripeOptions {
  /** Stripe's own API with it; without one (null) the double. */
  readonly secretKey: string | null;
  /** What Stripe signs its events with; needed with a key, the double has its own. */
  readonly webhookSecret: string | null;
  /** Where the double keeps its state. */
  readonly source: ConnectionSource;
  /** The server's address, to which the double sends events; '' while it does not listen. */
  readonly address: () => string;
  readonly log?: Log | undefined;
  readonly now?: (() => Date) | undefined;
  /** Whether the double sends events and renews subscriptions in this process. */
  readonly work?: boolean;
  /** How often the library repeats a request that had no answer. */
  readonly maxNetworkRetries?: number;
}

export interface OpenedStripe {
  readonly stripe: Stripe;
  readonly webhookSecret: string;
  /** Null where Stripe itself is addressed. */
  readonly double: StripeDouble | null;
  close(): Promise<void>;
}

/** The one client of Stripe, and behind it, without a key, the double. */
export async function openStripe(options: StripeOptions): Promise<OpenedStripe> {
  const { secretKey, webhookSecret, maxNetworkRetries = 2 } = options;
  if (secretKey !== null) {
    if (webhookSecret === null) throw new Error('Stripe is used without STRIPE_WEBHOOK_SECRET. Set it.');
    const stripe = whenUsed((Client) => new Client(secretKey, { maxNetworkRetries, telemetry: false }));
    return { stripe, webhookSecret, double: null, close: async () => {} };
  }
  const { openDouble } = await import('../stripe-double/double.js');
  const { source, address, log, now = () => new Date(), work = true } = options;
  const double = await openDouble({ source, address, log, now, work, maxNetworkRetries }, () => stripe);
  const { hostname: host, port } = new URL(double.url);
  const stripe = whenUsed(
    (Client) => new Client(double.secretKey, { host, port, protocol: 'http', maxNetworkRetries, telemetry: false }),
  );
  return { stripe, webhookSecret: double.webhookSecret, double, close: double.close };
}

/**
 * The client, made when it is first touched: loading the library takes longer than the rest of the server's start. It is
 * loaded by `require`, so tell its errors by their `type`, not by their class.
 */
function whenUsed(make: (library: typeof Stripe) => Stripe): Stripe {
  let made: Stripe | undefined;
  return new Proxy({} as Stripe, {
    get(_, property) {
      made ??= make(createRequire(import.meta.url)('stripe') as typeof Stripe);
      const value = Reflect.get(made, property, made);
      return typeof value === 'function' ? value.bind(made) : value;
    },
  });
}
