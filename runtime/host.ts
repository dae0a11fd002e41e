import type { Accounts } from './accounts.js';
import type { AuditRow, AuditWire } from './call/audit/audit.js';
import type { Timer } from './call/timer.js';
import type { Write } from './call/write.js';
import type { EffectClients } from './context.js';
import type { Outside } from './outside/outside.js';
import type { PageLink } from './page-link.js';
import type { Credential, Principal } from './principal.js';
import type { Approvals } from './store/approvals.js';
import type { Artifacts } from './store/artifacts.js';
import type { AuditLog } from './store/audit-log.js';
import type { CalledTools } from './store/called-tools.js';
import type { Changes } from './store/changes.js';
import type { Claims } from './store/claims.js';
import type { Connections, KeptConnection } from './store/connections.js';
import type { Limiter } from './store/limiter.js';
import type { Quotas } from './store/quotas.js';
import type { Results } from './store/results.js';
import type { Roles } from './store/roles.js';
import type { SessionStore } from './store/sessions.js';
import type { Slots } from './store/slots.js';
import type { Switchboard } from './store/switchboard.js';
import type { ReadUsage } from './store/usage.js';
import type { WebSessions } from './store/web-sessions.js';

export type { SwitchName } from './store/switchboard.js';

/**
 * How a transaction is opened: a write's opening statement checks again that the caller still may. `write: false` is the
 * declared write mode, not READ ONLY: a tool that reads may still choose what its own connection works in.
 */
export interface TransactionOptions {
  readonly write: boolean;
  readonly signal: AbortSignal;
  /** What is written is to be told by `writes`: the transaction is a dry run's, and will be rolled back. */
  readonly watch?: true;
}

/**
 * A database that calls join. `run` gets a handle that lives until the returned promise settles; a rejection rolls
 * back and is thrown on. Rejects with `StalePrincipal` when the opening check finds the caller's standing changed.
 */
export interface Database<Handle> {
  transaction<T>(principal: Principal, options: TransactionOptions, run: (handle: Handle) => Promise<T>): Promise<T>;
  /**
   * Beyond any tenant; the reason has already been noted for the audit row. With `within`, the open transaction of a
   * call: it goes beyond its tenant until `run` settles, then is again what it was, and commits or rolls back with the
   * call. Nothing else may use it meanwhile. A pool of one suffices.
   */
  system<T>(run: (handle: Handle) => Promise<T>, within?: Handle): Promise<T>;
  /**
   * What an open transaction that is watched has written, by entity and operation; rejects where it could not be
   * committed. Without it a dry run tells its answer alone.
   */
  writes?(handle: Handle): Promise<readonly Write[]>;
  /** Whether an open transaction has written, or locked what it means to write. Without it nobody can tell. */
  hasWritten?(handle: Handle): Promise<boolean>;
}

/** Switches that operators turn while the server runs. */
export interface Switches {
  /** False: no write anywhere. */
  readonly writes: boolean;
  readonly enabled: boolean;
  readonly disabledTools: ReadonlySet<string>;
}

/** A request that was turned away before anybody was known. */
export interface UnauthenticatedRefusal {
  readonly address: string;
  readonly wire: AuditWire;
  readonly code: string;
  readonly traceId: string;
  /** What was tried, where it was something that is for strangers: the page, and which of it, without anything secret. */
  readonly tried?: { readonly name: string; readonly arguments: unknown };
}

/** What the kernel keeps. PostgreSQL in a schema of its own, or memory (which production refuses). */
export interface Store<Handle> {
  /** Within the call's own transaction, so that a committed write always has exactly one row. */
  auditInTransaction(handle: Handle, row: AuditRow): Promise<void>;
  /** Batched: at most 200 ms or 200 rows are lost on kill -9. */
  auditLater(row: AuditRow): void;
  /** Batched as well; after 20 a minute from one address they are counted instead of told one by one. */
  auditUnauthenticated?(refusal: UnauthenticatedRefusal): void;
  /** What of the audit people may read again. Without it there is no page of anybody's activity. */
  readonly auditLog?: AuditLog;
  /** Figures of the audit. Without it operators have no page of them. */
  readonly usage?: ReadUsage;
  switches(): Promise<Switches>;
  /** Without it they are turned at the command line alone. */
  readonly switchboard?: Switchboard;
  /** How often each caller calls each tool. */
  readonly limiter: Limiter;
  /** What tenants use in a day. */
  readonly quotas: Quotas;
  /** How many calls of a tool run at the same time. */
  readonly slots: Slots;
  /** Idempotency keys, and the answers kept under them. */
  readonly claims: Claims<Handle>;
  /** What tools' order hangs on. */
  readonly calledTools: CalledTools;
  /** True for the first who asks with this nonce, in any process; false from then on, at least until `until`. */
  useOnce(nonce: string, until: Date): Promise<boolean>;
  /** Which process holds which session of the protocol up to 2025-11-25. */
  readonly sessions: SessionStore;
  /** What people are asked before a call runs. */
  readonly approvals: Approvals;
  /** What people have let in. Without it they see and grant nothing, and there is no authorization server. */
  readonly connections?: Connections;
  /** What the authorization server keeps; it needs this and `connections`. */
  readonly artifacts?: Artifacts;
  /** Roles that operators make. Without it there are those of `server.yaml` alone. */
  readonly roles?: Roles;
  /** Browsers in which people have signed in. */
  readonly webSessions: WebSessions;
  readonly results: Results;
  /** What subscribers are told of. */
  readonly changes: Changes<Handle>;
  /** Resolves when the store can serve; rejects with a sentence that says why not. */
  ready(): Promise<void>;
  /** Writes out what is batched and lets go of connections. */
  close(): Promise<void>;
}

/** The front door for an application: everything the kernel asks of it. */
export interface Host<Handle = unknown> {
  /** Null for a credential that is unknown, revoked or expired. `fresh` asks past any cache. */
  identify(credential: Credential, options?: { readonly fresh?: boolean }): Promise<Principal | null>;
  readonly store: Store<Handle>;
  readonly database?: Database<Handle>;
  readonly effects?: Partial<EffectClients>;
  readonly now?: () => Date;
  /** What ends calls in time; absent: this process's own timers. */
  readonly timer?: Timer;
  /**
   * The people who sign in on the server's own pages (`/account/`). Without it there are no pages, and a call that needs a
   * person's agreement can be agreed to only by a client that asks.
   */
  readonly people?: People;
  /** The way to addresses that programs give when they ask to be let in; absent: to the public internet alone. */
  readonly outside?: Outside;
  /** The name of a tenant, to be shown to its own people beside its id. */
  describeTenant?(id: string): Promise<string | null>;
  /** What keys are derived from, the newest first: at least 32 characters each, the same for every process. */
  readonly secrets?: readonly string[];
}

/** Somebody who has a role that operators have made. */
export interface RoleHolder {
  readonly id: string;
  readonly name: string;
  /** The name of the tenant that the person has it in; null: in all. */
  readonly tenant: string | null;
}

/** Who may sign in. */
export interface People {
  /**
   * The person of an e-mail address and a password; null for anybody else, after as much work. The id is that of the
   * principals which `identify` makes of the person's connections. Of a browser's session it makes one as well: the
   * credential's kind is `session`, and `store.webSessions.find` knows whose it is.
   */
  verify(email: string, password: string): Promise<{ readonly id: string } | null>;
  /** The id of the person of an e-mail address, for the audit of sign-ins that are refused. Without it none is named there. */
  find?(email: string): Promise<string | null>;
  /** How people come by an account and look after it. Without it they have those that the application makes otherwise. */
  readonly accounts?: Accounts;
  /** Whether a person runs the platform: theirs are the pages under `/account/staff/`. Without it nobody does. */
  isOperator?(principal: Principal): boolean;
  /** Whom the calls of a kept connection are made as at present; null: nobody. Shown to those who run the platform. */
  principalOf?(connection: KeptConnection): Promise<Principal | null>;
  /** What a person is called, for those who run the platform; null for nobody's id. */
  describe?(id: string): Promise<string | null>;
  /** Who has a role that operators have made; null of each a tenant where it is not the person's in every one. */
  holdersOf?(roleId: string): Promise<readonly RoleHolder[]>;
  /** The application's own pages that are for a person, to be linked from their account. */
  pages?(principal: Principal): readonly PageLink[];
}

/** Thrown by a transaction's opening statement: the principal was cached and is not so any more. */
export class StalePrincipal extends Error {
  override readonly name = 'StalePrincipal';
}
