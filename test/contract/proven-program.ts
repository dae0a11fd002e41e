import type { Knex } from 'knex';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import type { Log } from '../../runtime/call/call.js';
import type { Timer } from '../../runtime/call/timer.js';
import { createServer, type ServerOptions, type ToolServer } from '../../runtime/create-server.js';
import type { Limiter } from '../../runtime/store/limiter.js';
import { createPostgresApprovals } from '../../runtime/store/postgres/approvals.js';
import { type ConnectionSource, createPool } from '../../runtime/store/postgres/pool.js';
import type { Faults } from '../../runtime/testing/faults.js';
import { type HeldCalls, holdCalls } from '../../runtime/testing/hold-calls.js';
import type { KeyLimits, RunningServer } from '../../runtime/testing/provide-server.js';
import { watchInputs } from '../../runtime/testing/watch-inputs.js';
import type { Server } from '../../runtime/tool.js';
import { cloneDatabase } from '../store/cluster.js';
import { poolSize } from '../store/pool-size.js';
import { createLimits, createSwitches } from './limits.js';
import { keepPristine } from './pristine.js';
import { createStand } from './stand.js';

export const secrets = ['the secret of the contract tests, 32 characters'];

export type Served = Pick<ServerOptions<Knex.Transaction>, 'program' | 'resolvers' | 'gates'>;

/** How a program is started for its proofs. */
export interface Start {
  readonly source: ConnectionSource;
  readonly poolSize: number;
  readonly secrets: readonly string[];
  readonly log: Log;
  readonly createServer?: (options: ServerOptions<Knex.Transaction>) => ToolServer;
  readonly timer: Timer;
  readonly limiter: Limiter;
  readonly now?: () => Date;
}

/** A generated program on PostgreSQL. Its principals are people (its outermost context) in tenants. */
export interface Subject {
  readonly server: Server;
  /** The plan of a tenant. */
  readonly plan: (knex: Knex, tenant: string) => Promise<string | null>;
  /** The name of a template database that holds the demo data. */
  readonly template: () => Promise<string>;
  readonly start: (start: Start) => Promise<{
    listen(port: number, host: string): Promise<{ readonly url: string }>;
    readonly faults?: Faults;
    close(): Promise<void>;
  }>;
}

/** A program on a database of its own, to be served once or over and over. */
export interface ProvenProgram {
  /** Serves it, changed or not, in the place of what was served before. */
  serve(change?: (served: Served) => Served): Promise<RunningServer>;
  close(): Promise<void>;
}

export async function openProgram(subject: Subject): Promise<ProvenProgram> {
  const database = await cloneDatabase(await subject.template());
  const knex = createPool(database.connection, 2);
  const pristine = await keepPristine(knex);
  const keys = createKeys(knex, subject.server);
  const limits = createLimits(knex, subject);
  const lines: string[] = [];
  let time: Date | null = null;
  let inputs: (traceId: string) => readonly unknown[] = () => [];
  let held: HeldCalls = holdCalls([]);
  let change = (served: Served) => served;

  const stand = createStand((options) => {
    const changed = change(options);
    const watched = watchInputs(changed.resolvers);
    inputs = watched.inputs;
    held = holdCalls(watched.resolvers);
    return createServer({ ...options, ...changed, resolvers: held.resolvers });
  });
  const started = await subject.start({
    source: database.connection,
    poolSize,
    secrets,
    log: logInto(lines),
    timer: (ms, fire) => held.timer(ms, fire),
    limiter: limits.limiter,
    now: () => time ?? new Date(),
    createServer: stand.create,
  });
  await started.listen(0, '127.0.0.1');

  return {
    async serve(another = (served) => served) {
      change = another;
      const { url } = await stand.serve();
      lines.length = 0;
      // A start may renew what the demo data has of dates.
      await pristine.restore();
      keys.forget();
      return {
        url,
        key: keys.of,
        async reset() {
          await pristine.restore();
          keys.forget();
        },
        state: pristine.state,
        rows: pristine.rows,
        audit: (traceId) => auditOf(knex, traceId),
        logs: () => lines.join('\n'),
        inputs: (traceId) => inputs(traceId),
        hold: (tool, when) => held.hold(tool, when),
        limits,
        switches: createSwitches(knex),
        faults: started.faults ?? null,
        clock: (now) => {
          time = now;
        },
        approve: (url, { as, decision }) =>
          createPostgresApprovals(knex).decide(
            new URL(url).pathname.split('/').at(-1) ?? '',
            personOf(subject.server, as),
            {
              decision,
              now: new Date(),
            },
          ),
        close: started.close,
      };
    },
    async close() {
      await started.close();
      await knex.destroy();
      await database.drop();
    },
  };
}

/** Keys of the demo's principals, made when asked for: the kernel takes them as it takes any other. */
function createKeys(knex: Knex, server: Server) {
  const contexts = Object.entries(server.contexts);
  const tenant = contexts.find(([, context]) => context.tenant)?.[0] ?? '';
  let made = new Map<string, Promise<string>>();
  const make = async (principal: string, { scopes, tools, writes, confirm }: KeyLimits): Promise<string> => {
    const principalId = personOf(server, principal);
    const granted = server.principals[principal]?.context[tenant];
    const { key } = await createApiKey(knex, {
      principalId,
      name: `Proofs as ${principal}`,
      scopes: scopes ?? ['mcp:read', 'mcp:write'],
      tools: tools ?? null,
      writes: writes ?? true,
      confirm: confirm ?? 'waived',
      allTenants: false,
      tenants: granted === undefined ? [] : [granted],
      expiresAt: null,
    });
    return key;
  };
  return {
    of(principal: string, limits: KeyLimits = {}): Promise<string> {
      const name = JSON.stringify([principal, limits]);
      const key = made.get(name) ?? make(principal, limits);
      made.set(name, key);
      return key;
    },
    /** New ones from now on: nothing cached for the old ones can be met. */
    forget(): void {
      made = new Map();
    },
  };
}

/** The id of a principal of the demo data. */
function personOf({ contexts, principals }: Server, principal: string): string {
  const person = Object.keys(contexts).find((name) => contexts[name]?.within === undefined) ?? '';
  const id = principals[principal]?.context[person];
  if (id === undefined) throw new Error(`The demo data has no principal '${principal}'.`);
  return id;
}

/** The rows of one trace, as soon as there is one: reads and refusals are written within 200 ms. */
async function auditOf(knex: Knex, traceId: string): Promise<readonly AuditRow[]> {
  for (let tries = 0; tries < 500; tries++) {
    const rows = await knex('toolwright.audit').where({ trace_id: traceId }).select(auditColumns);
    if (rows.length > 0) return rows as AuditRow[];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return [];
}

const auditColumns = {
  id: 'id',
  parentId: 'parent_id',
  at: 'at',
  traceId: 'trace_id',
  spanId: 'span_id',
  principalId: 'principal_id',
  connectionId: 'connection_id',
  tenantId: 'tenant_id',
  wire: 'wire',
  tool: 'tool',
  action: 'action',
  writeMode: 'write_mode',
  arguments: 'arguments',
  outcome: 'outcome',
  gate: 'gate',
  durationMs: 'duration_ms',
  dryRun: 'dry_run',
  replayed: 'replayed',
  facts: 'facts',
  systemReasons: 'system_reasons',
};

export function logInto(lines: string[]): Log {
  const write = (fields: object, message: string) => {
    lines.push(JSON.stringify({ message, ...fields }, (_, value) => (value instanceof Error ? value.stack : value)));
  };
  return { error: write, warn: write, info: write, debug: write };
}
