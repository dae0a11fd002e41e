import type { Knex } from 'knex';
import { program } from '../../generated/program.js';
import { createResolvers } from '../../generated/resolvers.js';
import { cachePrincipals } from '../auth/principal-cache.js';
import type { Timer } from '../call/timer.js';
import { createServer, type ServerOptions, type ToolServer } from '../create-server.js';
import type { Streams } from '../mcp/serve-stdio.js';
import type { AuditSink } from '../store/audit-sink.js';
import type { Limiter } from '../store/limiter.js';
import { maintainAuditPartitions } from '../store/postgres/audit-partitions.js';
import { CHANNELS } from '../store/postgres/changes.js';
import { createDatabase } from '../store/postgres/database.js';
import { migrate } from '../store/postgres/migrate.js';
import { listen } from '../store/postgres/notices.js';
import { type ConnectionSource, createPool } from '../store/postgres/pool.js';
import { createPostgresStore } from '../store/postgres/postgres-store.js';
import { watchWrites } from '../store/postgres/watch-writes.js';
import type { AnyHandler } from '../tool.js';
import { routeComposer } from './composer/route-composer.js';
import { seedDemo } from './demo/seed.js';
import { integrationsBegunBy } from './git/begin-integration.js';
import { callbackPath, routeGitCallback } from './git/callback-page.js';
import { createGitAccess } from './git/git-access.js';
import { createIntegrationChanges } from './git/integration-changes.js';
import { type GitSettings, type OpenedGit, openGit } from './git/open-git.js';
import { createInvoiceLinks } from './invoices/invoice-links.js';
import { installJobs } from './jobs/install.js';
import { JOBS_CHANNEL, type Jobs, noJobs, startJobs } from './jobs/jobs.js';
import { marketWorks } from './jobs/market-works.js';
import { withJobs } from './jobs/with-jobs.js';
import { createSmtp, type SmtpSettings } from './mail/smtp.js';
import { GIT_CHANNEL } from './migrations/010-git-integrations.js';
import { marketMigrations } from './migrations/index.js';
import { awaitOrders } from './orders/await-order.js';
import { createOutside } from './outside/outside.js';
import type { TargetOptions } from './outside/target.js';
import { withOwnNotices } from './own-notices.js';
import { accountPages, pagesFor } from './pages/account-pages.js';
import { routeBuying } from './pages/route-buying.js';
import { leaveDouble } from './payments/leave-double.js';
import { type OpenedStripe, openStripe } from './payments/open-stripe.js';
import type { Payments } from './payments/payments.js';
import { receiveEvents } from './payments/receive-events.js';
import { createConnections } from './people/connections.js';
import { identifyBy, stillHolds } from './people/identify.js';
import { organizationName } from './people/organizations.js';
import { createPeople } from './people/people.js';
import { createVault, type Vault } from './vault.js';
import { routeVendorPages } from './vendors/route-vendor-pages.js';

/** How long a purchase waits for Stripe's word, so that its licences can be attached at once. */
const LICENCE_PATIENCE_MS = 5_000;

export interface MarketplaceOptions
  extends Pick<
    ServerOptions<Knex.Transaction>,
    | 'advertiseUrl'
    | 'allowedOrigins'
    | 'documents'
    | 'gates'
    | 'log'
    | 'metricsToken'
    | 'nativePath'
    | 'trustedProxies'
    | 'version'
  > {
  readonly source: ConnectionSource;
  readonly poolSize?: number;
  /** The first seals, all of them open. */
  readonly secrets: readonly string[];
  /** Whether the demo data is put in and its keys work. */
  readonly demo: boolean;
  /** The address people use; without one, the address listened on. */
  readonly publicUrl?: string;
  readonly now?: () => Date;
  /** Whether this process works on jobs, and the stand-ins of outside services send their events; by default it does. */
  readonly work?: boolean;
  /** Of the way to addresses that callers supply: origins of stand-ins, and in tests how names are resolved. */
  readonly outside?: Partial<TargetOptions>;
  /** Applications at Git providers. For one that is missing, a local Git host stands in. */
  readonly git?: GitSettings;
  /** The folder in which stand-ins keep files; without it they go when the server closes. */
  readonly home?: string;
  /** What sends mails. Without it they are read on the page `/account/outbox`. */
  readonly smtp?: SmtpSettings;
  /** What ends calls in time, and what counts how often they come; absent: this process and the database. */
  readonly timer?: Timer;
  readonly limiter?: Limiter;
  readonly auditSinks?: readonly AuditSink[];
  /** Stripe's own API. Without it, a double in which no money moves. */
  readonly stripe?: { readonly secretKey: string; readonly webhookSecret: string };
  /** How often the Stripe library repeats a request that had no answer; 2 if it is not said. */
  readonly stripeRetries?: number;
  /** Makes the server: in its place a test makes it of other code, or of another declaration. */
  readonly createServer?: (options: ServerOptions<Knex.Transaction>) => ToolServer;
}

export interface Marketplace extends Pick<ToolServer, 'close'> {
  readonly stripe: OpenedStripe;
  readonly git: OpenedGit;
  /** Resolves with the address in use. */
  listen(port: number, host: string): Promise<{ readonly url: string }>;
  /** As of `ToolServer`. What leads to a page leads to the marketplace that is served at `address`. */
  stdio(key: string, streams: Streams, address: string): Promise<void>;
}

/** Brings a database up to date; where the demo is wanted, its data too. */
export async function prepareDatabase(source: ConnectionSource, vault: Vault, demo: boolean): Promise<void> {
  const knex = createPool(source, 1);
  try {
    await knex.raw('SELECT 1').catch((error: Error) => {
      throw new Error(`The database of DATABASE_URL does not answer: ${error.message}`, { cause: error });
    });
    await migrate(knex, marketMigrations);
    await installJobs(knex);
    await watchWrites(knex, ['public']);
    // Before the first call: one that comes while today's partition is being attached would fail.
    await maintainAuditPartitions(knex, new Date());
    if (demo) await seedDemo(knex, vault, new Date());
  } finally {
    await knex.destroy();
  }
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
    outside: outsideOptions = {},
    git: gitSettings = {},
    home,
    smtp: smtpSettings,
    timer,
    limiter,
    auditSinks = [],
    stripe: stripeKeys = { secretKey: null, webhookSecret: null },
    stripeRetries,
    work = true,
    createServer: create = createServer<Knex.Transaction>,
    ...serving
  } = options;
  const vault = createVault(secrets);
  await prepareDatabase(source, vault, demo);

  const log = serving.log;
  const knex = createPool(source, poolSize);
  const onError = (error: Error) => log?.error({ err: error }, 'work behind the calls failed and is tried again');
  const { notices, tell } = withOwnNotices(listen(source, [...CHANNELS, JOBS_CHANNEL, GIT_CHANNEL], onError));
  const clock = now && { now };
  let address = publicUrl ?? '';
  let served = '';
  if (stripeKeys.secretKey !== null) await leaveDouble(knex);
  const stripe = await openStripe({
    ...stripeKeys,
    source,
    address: () => served,
    log,
    work,
    ...clock,
    ...(stripeRetries !== undefined && { maxNetworkRetries: stripeRetries }),
  });
  const payments: Payments = { db: knex, stripe: stripe.stripe, now: now ?? (() => new Date()) };
  const callback = () => `${address}${callbackPath}`;
  const git = await openGit({
    settings: gitSettings,
    knex,
    callback,
    log,
    ...clock,
    ...(home !== undefined && { home }),
  });
  const outside = createOutside({
    ...outsideOptions,
    allowed: [...git.allowed, ...(outsideOptions.allowed ?? [])],
    aliases: { ...git.aliases, ...outsideOptions.aliases },
  });
  const integrations = { knex, vault, providers: git.providers, log, ...clock };
  const integrationChanges = createIntegrationChanges(notices);
  const invoiceLinks = createInvoiceLinks(secrets, () => address);
  const smtp = smtpSettings === undefined ? null : createSmtp(smtpSettings);
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
    connections: createConnections(tell),
    gitProviders: git.providers,
    gitAccess: createGitAccess({ ...integrations, changes: integrationChanges }),
    beginIntegration: integrationsBegunBy({ vault, providers: git.providers, callback }),
    integrationChanges,
  };
  const resolvers: readonly AnyHandler[] = createResolvers(app);
  let jobs: Jobs = noJobs;
  const beginWork = () => {
    if (!work) return;
    const works = marketWorks({ knex, vault, outside, payments, smtp, ...clock });
    jobs = startJobs({ source, notices, works, log });
  };
  const store = createPostgresStore({ knex, notices, onError, auditSinks, ...clock, ...(limiter && { limiter }) });
  const server = create({
    ...serving,
    program,
    resolvers,
    ...(publicUrl !== undefined && { publicUrl }),
    address: () => address,
    routes(router, kernel) {
      router.post('/webhooks/stripe', receiveEvents({ payments, secret: stripe.webhookSecret, log: kernel.log }));
      const checkoutOrigin = stripe.double?.url ?? 'https://checkout.stripe.com';
      routeBuying(router, kernel, { knex, invoiceLinks, payments, checkoutOrigin });
      routeGitCallback(router, kernel, { ...integrations, log: kernel.log, now: kernel.now });
      routeVendorPages(router, kernel, { knex, stripe: stripe.stripe, address: () => address });
      accountPages({ knex, payments, outbox: smtp === null })(router, kernel);
      routeComposer({ knex, publicUrl: () => address, now: now ?? (() => new Date()) })(router, kernel);
    },
    host: {
      secrets,
      identify: cachePrincipals(identifyBy({ knex, demo, ...clock }), notices),
      store: withJobs(store, () => jobs),
      people: { ...createPeople({ knex, demo }), pages: pagesFor(program.server, { outbox: smtp === null }) },
      describeTenant: (id) => organizationName(knex, id),
      database: createDatabase({ knex, contexts: Object.keys(program.server.contexts), opening: stillHolds }),
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
      await git.close();
    },
  };
}
