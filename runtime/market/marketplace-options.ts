import type { Knex } from 'knex';
import type { IssuerOptions } from '../auth/issuer/token-verifier.js';
import type { Timer } from '../call/timer.js';
import type { ServerOptions, ToolServer } from '../create-server.js';
import type { TargetOptions } from '../outside/target.js';
import type { AuditSink } from '../store/audit-sink.js';
import type { Limiter } from '../store/limiter.js';
import type { ConnectionSource } from '../store/postgres/pool.js';
import type { GitSettings } from './git/open-git.js';
import type { SmtpSettings } from './mail/smtp.js';
import type { LaneSettings } from './queries/queries.js';

/** What a marketplace is made with. */
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
  /** Counts the milliseconds for which a caller is remembered; without one, this process's own time does. */
  readonly callerClock?: () => number;
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
  /** Who reads for the queries of staff, made by hand; without it, one is made. And how long their queries may take. */
  readonly queryDatabaseUrl?: string;
  readonly queryLanes?: LaneSettings;
  /** Stripe's own API. Without it, a double in which no money moves. */
  readonly stripe?: { readonly secretKey: string; readonly webhookSecret: string };
  /** How often the Stripe library repeats a request that had no answer; 2 if it is not said. */
  readonly stripeRetries?: number;
  /** Somebody else's identity provider, whose tokens this server takes in the place of its own. */
  readonly issuer?: IssuerOptions;
  /** Makes the server: in its place a test makes it of other code, or of another declaration. */
  readonly createServer?: (options: ServerOptions<Knex.Transaction>) => ToolServer;
}
