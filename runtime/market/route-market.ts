import type { Knex } from 'knex';
import type { Routes } from '../create-router.js';
import { routeComposer } from './composer/route-composer.js';
import { routeGitCallback } from './git/callback-page.js';
import type { InvoiceLinks } from './invoices/invoice-links.js';
import { routeNews } from './news/route-news.js';
import type { PageViews } from './page-views/page-views.js';
import { accountPages } from './pages/account-pages.js';
import { routeBuying } from './pages/route-buying.js';
import { receiveEvents } from './payments/receive-events.js';
import type { Services } from './services.js';
import type { Vault } from './vault.js';
import { routeVendorPages } from './vendors/route-vendor-pages.js';

export interface MarketRoutes {
  /** As the tables' owner. */
  readonly knex: Knex;
  readonly vault: Vault;
  readonly services: Services;
  readonly invoiceLinks: InvoiceLinks;
  readonly pageViews: PageViews;
  /** The address people use. */
  readonly address: () => string;
}

/** What the marketplace serves beside its tools: pages, files, the Composer repository, and what takes Stripe's events. */
export function marketRoutes({ knex, vault, services, invoiceLinks, pageViews, address }: MarketRoutes): Routes {
  const { stripe, payments, git, smtp } = services;
  const checkoutOrigin = stripe.double?.url ?? 'https://checkout.stripe.com';
  return (router, kernel) => {
    const { log, now } = kernel;
    // Before every route with a page, the kernel's own among them.
    router.use(pageViews.stage);
    router.post('/webhooks/stripe', receiveEvents({ payments, secret: stripe.webhookSecret, log }));
    routeBuying(router, kernel, { knex, invoiceLinks, payments, checkoutOrigin });
    routeGitCallback(router, kernel, { knex, vault, providers: git.providers, log, now });
    routeNews(router, kernel, { knex });
    routeVendorPages(router, kernel, { knex, stripe: stripe.stripe, address });
    accountPages({ knex, payments, outbox: smtp === null })(router, kernel);
    routeComposer({ knex, publicUrl: address, now: payments.now })(router, kernel);
  };
}
