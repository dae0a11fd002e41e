import type { Knex } from 'knex';
import { program } from '../../generated/program.js';
import { createResolvers } from '../../generated/resolvers.js';
import { createAccessTokens } from '../auth/access-tokens.js';
import { identifyByIssuer } from '../auth/issuer/identify-by-issuer.js';
import { cachePrincipals } from '../auth/principal-cache.js';
import { createServer, type ToolServer } from '../create-server.js';
import type { ServedRoute } from '../http/served-routes.js';
import type { Streams } from '../mcp/serve-stdio.js';
import { CHANNELS } from '../store/postgres/changes.js';
import { createDatabase } from '../store/postgres/database.js';
import { listen } from '../store/postgres/notices.js';
import { createPool } from '../store/postgres/pool.js';
import { createPostgresStore } from '../store/postgres/postgres-store.js';
import { integrationsBegunBy } from './git/begin-integration.js';
import { callbackPath } from './git/callback-page.js';
import { createGitAccess } from './git/git-access.js';
import { createIntegrationChanges } from './git/integration-changes.js';
import type { OpenedGit } from './git/open-git.js';
import { createInvoiceLinks } from './invoices/invoice-links.js';
import { JOBS_CHANNEL, type Jobs, noJobs, startJobs } from './jobs/jobs.js';
import { marketWorks } from './jobs/market-works.js';
import { withJobs } from './jobs/with-jobs.js';
import type { MarketplaceOptions } from './marketplace-options.js';
import { GIT_CHANNEL } from './migrations/010-git-integrations.js';
import { awaitOrders } from './orders/await-order.js';
import { withOwnNotices } from './own-notices.js';
import { createPageViews, withPageViews } from './page-views/page-views.js';
import { pagesFor } from './pages/account-pages.js';
import type { OpenedStripe } from './payments/open-stripe.js';
import { createAccounts, demoMailbox } from './people/accounts.js';
import { knownHere } from './people/by-issuer.js';
import { createConnections } from './people/connections.js';
import { type IdentifyOptions, identifyBy, stillHolds } from './people/identify.js';
import { organizationName } from './people/organizations.js';
import { createPeople } from './people/people.js';
import { prepareDatabase } from './prepare-database.js';
import { askDatabase } from './queries/ask-database.js';
import { createQueries } from './queries/queries.js';
import { marketRoutes } from './route-market.js';
import { openServices } from './services.js';
import { createServerLoad } from './system/server-load.js';
import { createVault } from './vault.js';

/** How long a purchase waits for Stripe's word, so that its licences can be attached at once. */
const LICENCE_PATIENCE_MS = 5_000;

export interface Marketplace extends Pick<ToolServer, 'close'> {
  readonly stripe: OpenedStripe;
  readonly git: OpenedGit;
  /** Resolves with the address in use. */
  listen(port: number, host: string): Promise<{ readonly url: string }>;
  /** As of `ToolServer`. What leads to a page leads to the marketplace that is served at `address`. */
  stdio(key: string, streams: Streams, address: string): Promise<void>;
}

/** The marketplace on a database: environment-free, so that tests start it as main.ts does. Throws sentences. */
export async function createMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const {
    source,
    poolSize,
    secrets,
    demo,
    publicUrl,
    now,
    timer,
    limiter,
    auditSinks = [],
    work = true,
    log,
  } = options;
  const vault = createVault(secrets);
  await prepareDatabase(source, vault, demo);

  const knex = createPool(source, poolSize);
  const onError = (error: Error) => log?.error({ err: error }, 'work behind the calls failed and is tried again');
  const { notices, tell } = withOwnNotices(listen(source, [...CHANNELS, JOBS_CHANNEL, GIT_CHANNEL], onError));
  const clock = now && { now };
  let address = publicUrl ?? '';
  let served = '';
  const callback = () => `${address}${callbackPath}`;
  const services = await openServices({ ...options, knex, callback, served: () => served });
  const { stripe, payments, git, outside, smtp } = services;
  const integrationChanges = createIntegrationChanges(notices);
  const queries = createQueries(options);
  const invoiceLinks = createInvoiceLinks(secrets, () => address);
  const pageViews = createPageViews({ knex, now: now ?? (() => new Date()), onError });
  // What resolvers may ask for; not everything is asked for.
  const app = {
    program,
    vault,
    outside,
    payments,
    invoiceLinks,
    // Where nobody works, nobody is told of payments either.
    awaitOrder: awaitOrders({ db: knex, notices }, work ? LICENCE_PATIENCE_MS : 0),
    publicUrl: () => address,
    /** As of `Notices`: locked as long as this process lives. */
    session: () => notices.session(),
    connections: createConnections(tell),
    gitProviders: git.providers,
    gitAccess: createGitAccess({ knex, vault, providers: git.providers, log, ...clock, changes: integrationChanges }),
    beginIntegration: integrationsBegunBy({ vault, providers: git.providers, callback }),
    integrationChanges,
    database: askDatabase(queries),
    serverLoad: createServerLoad(),
    // Known once the server is made, which is made with this.
    servedRoutes: (): readonly ServedRoute[] => server.routes(),
  };
  let jobs: Jobs = noJobs;
  const beginWork = () => {
    if (!work) return;
    const works = marketWorks({ knex, vault, outside, payments, smtp, ...clock });
    jobs = startJobs({ source, notices, works, log });
  };
  const store = createPostgresStore({ knex, notices, onError, auditSinks, ...clock, ...(limiter && { limiter }) });
  // Who reads the mails that no server takes could take any account; on the demo everybody's password is known anyway.
  const mailbox = smtp === null ? demoMailbox : null;
  const accounts =
    smtp !== null || demo
      ? { accounts: createAccounts({ knex, address: () => address, now: now ?? (() => new Date()), mailbox }) }
      : {};
  const tokens = createAccessTokens({ knex, secrets, address: () => address, ...clock });
  const create = options.createServer ?? createServer<Knex.Transaction>;
  const server = create({
    ...options,
    program,
    resolvers: createResolvers(app),
    address: () => address,
    routes: marketRoutes({ knex, vault, services, invoiceLinks, pageViews, address: () => address }),
    host: {
      secrets,
      identify: cachePrincipals(
        identifyBy({ knex, demo, tokens, ...vouchedFor(knex, options), ...clock }),
        notices,
        options.callerClock,
        now,
      ),
      store: withPageViews(
        withJobs(store, () => jobs),
        pageViews,
      ),
      people: {
        ...createPeople({ knex, demo }),
        ...accounts,
        pages: pagesFor(program.server, { outbox: smtp === null }),
      },
      outside,
      describeTenant: (id) => organizationName(knex, id),
      database: createDatabase({
        knex,
        contexts: Object.keys(program.server.contexts),
        opening: (principal) => stillHolds(principal, now?.()),
      }),
      effects: { stripe: stripe.stripe, git: git.providers },
      ...clock,
      ...(timer && { timer }),
    },
  });
  return {
    async listen(port, host) {
      await notices.ready();
      const listening = await server.listen(port, host);
      address ||= listening.url.replace('127.0.0.1', 'localhost');
      served = address;
      beginWork();
      return { url: address };
    },
    async stdio(key, streams, elsewhere) {
      await notices.ready();
      address ||= elsewhere;
      beginWork();
      await server.stdio(key, streams);
    },
    stripe,
    git,
    async close() {
      // While calls come to their end; the store waits for it, since jobs use its connections.
      void jobs.close();
      await stripe.close();
      await server.close();
      await queries.close();
      await git.close();
    },
  };
}

/** Who the identity provider vouches for, where there is one. */
function vouchedFor(knex: Knex, { issuer, now }: MarketplaceOptions): Pick<IdentifyOptions, 'vouched'> {
  if (issuer === undefined) return {};
  const { server } = program;
  return { vouched: knownHere(knex, identifyByIssuer({ server, ...issuer, ...(now && { now }) })) };
}
