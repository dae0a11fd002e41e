import type { Knex } from 'knex';
import { createOutside, type Outside } from '../outside/outside.js';
import { type OpenedGit, openGit } from './git/open-git.js';
import { createSmtp, type Smtp } from './mail/smtp.js';
import type { MarketplaceOptions } from './marketplace-options.js';
import { leaveDouble } from './payments/leave-double.js';
import { type OpenedStripe, openStripe } from './payments/open-stripe.js';
import type { Payments } from './payments/payments.js';

/** What is outside of this server, and the way there: the services themselves, or what stands in for them here. */
export interface Services {
  /** Closed before the server, which its events go to. */
  readonly stripe: OpenedStripe;
  readonly payments: Payments;
  /** Closed after the server, whose calls read from it. */
  readonly git: OpenedGit;
  readonly outside: Outside;
  /** Null: mails are kept. */
  readonly smtp: Smtp | null;
}

export interface ServicesOptions
  extends Pick<
    MarketplaceOptions,
    'git' | 'home' | 'log' | 'now' | 'outside' | 'smtp' | 'source' | 'stripe' | 'stripeRetries' | 'work'
  > {
  /** As the tables' owner. */
  readonly knex: Knex;
  /** Where a Git provider sends people back to. */
  readonly callback: () => string;
  /** Where this process listens; '' while it does not. */
  readonly served: () => string;
}

/** Opens everything that is outside. What the Stripe double left behind goes where Stripe itself is addressed. */
export async function openServices(options: ServicesOptions): Promise<Services> {
  const { knex, source, served, callback, log, now, home, work = true, stripeRetries } = options;
  const { git: settings = {}, outside = {}, smtp } = options;
  const keys = options.stripe ?? { secretKey: null, webhookSecret: null };
  const clock = now && { now };
  if (keys.secretKey !== null) await leaveDouble(knex);
  const stripe = await openStripe({
    ...keys,
    ...{ source, address: served, log, work },
    ...clock,
    ...(stripeRetries !== undefined && { maxNetworkRetries: stripeRetries }),
  });
  const git = await openGit({ settings, knex, callback, log, ...clock, ...(home !== undefined && { home }) });
  return {
    stripe,
    payments: { db: knex, stripe: stripe.stripe, now: now ?? (() => new Date()) },
    git,
    outside: createOutside({
      ...outside,
      allowed: [...git.allowed, ...(outside.allowed ?? [])],
      aliases: { ...git.aliases, ...outside.aliases },
    }),
    smtp: smtp === undefined ? null : createSmtp(smtp),
  };
}
