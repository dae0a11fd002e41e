import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { Log } from '../../call/call.js';
import { type ConnectionSource, createPool } from '../../store/postgres/pool.js';
import type { Faults } from '../../testing/faults.js';
import type { DeclineCode } from './cards.js';
import { createDeliveries, type Deliveries } from './deliveries.js';
import { exclusively, isDue } from './exclusively.js';
import { befall, createFaulty, faultsOf, type Trouble } from './faults.js';
import { seeding } from './work.js';

/** One sends events, whose taking asks for more; requests come beside. */
const POOL_SIZE = 4;

/** A stand-in for Stripe on a socket of its own, in which no money moves; its state is in the database. */
export interface StripeDouble {
  /** Where the library finds it, and browsers its pages. */
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly events: Deliveries;
  /** What proofs of effects let go wrong. */
  readonly faults: Faults;
  /** The next so many requests that write go wrong; Infinity: until the returned function is called. */
  befall(trouble: Trouble, times: number): () => void;
  /** From now on a saved card declines so, or (null) is good: cards change while they are saved. */
  setDecline(paymentMethodId: string, decline: DeclineCode | null): Promise<void>;
  close(): Promise<void>;
}

export interface DoubleOptions {
  readonly source: ConnectionSource;
  /** The server that events are sent to; '' while it does not listen. */
  readonly address: () => string;
  readonly now: () => Date;
  /** Whether this process sends events and keeps the time of subscriptions. */
  readonly work: boolean;
  /** How often the library repeats a request by itself. */
  readonly maxNetworkRetries: number;
  readonly log: Log | undefined;
}

/** Opens the double. `client`: the library, which signs events; asked for when there is one to sign. */
export async function openDouble(options: DoubleOptions, client: () => Stripe): Promise<StripeDouble> {
  const knex = createPool(options.source, POOL_SIZE);
  const { secret_key: secretKey, webhook_secret: webhookSecret } = await knex('stripe_double.setting').first();
  const faulty = createFaulty(options.maxNetworkRetries);
  let url = '';
  const { address, log, now } = options;
  const sending = {
    knex,
    get stripe() {
      return client();
    },
    webhookSecret,
    address,
    log,
  };
  const api = { knex, secretKey, base: () => url, now, faulty, log, written: () => events.wake() };
  const events = createDeliveries(sending, options.work, keepTime);

  /** Does all that is due in the server's own time. */
  async function keepTime(): Promise<void> {
    if (!(await isDue(knex, now()))) return;
    const { keepTimeOnce, REAL_TIME } = await import('./keep-time.js');
    const once = (db: Knex) => keepTimeOnce({ ...seeding(db, now()), base: url }, REAL_TIME);
    while (await exclusively(knex, once));
  }

  let respond: Promise<(request: IncomingMessage, response: ServerResponse) => unknown> | undefined;
  const server = createServer(async (request, response) => {
    // Loaded by the first who asks: most starts of the server ask for nothing.
    respond ??= import('./app.js').then(({ createApp }) => createApp(api).callback());
    (await respond)(request, response);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;

  return {
    url,
    secretKey,
    webhookSecret,
    events,
    faults: faultsOf(faulty),
    befall: (trouble, times) => befall(faulty, trouble, times),
    async setDecline(id, decline) {
      const patch = JSON.stringify({ _decline: decline, _attaches: true });
      await knex.raw('update stripe_double.object set body = body || ?::jsonb where id = ?', [patch, id]);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await events.close();
      await knex.destroy();
    },
  };
}
