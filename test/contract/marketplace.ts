import type { Knex } from 'knex';
import { server as declaration } from '../../generated/server.js';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import type { Log } from '../../runtime/call/call.js';
import { createMarketplace, prepareDatabase, type Served } from '../../runtime/market/marketplace.js';
import { createVault } from '../../runtime/market/vault.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import type { KeyLimits, RunningServer } from '../../runtime/testing/provide-server.js';
import { watchInputs } from '../../runtime/testing/watch-inputs.js';
import type { Server } from '../../runtime/tool.js';
import { cloneDatabase, ensureTemplate } from '../store/cluster.js';
import { poolSize } from '../store/pool-size.js';
import { keepPristine } from './pristine.js';

const server: Server = declaration;
const secrets = ['the secret of the contract tests, 32 characters'];
const template = () =>
  ensureTemplate('marketplace_proofs', (source) => prepareDatabase(source, createVault(secrets), true));

/** The marketplace on a database of its own, to be served once or over and over. */
export interface ProvenMarketplace {
  /** Serves it, changed or not, in the place of what was served before. */
  serve(change?: (served: Served) => Served): Promise<RunningServer>;
  close(): Promise<void>;
}

export async function openMarketplace(): Promise<ProvenMarketplace> {
  const database = await cloneDatabase(await template());
  const knex = createPool(database.connection, 2);
  const pristine = await keepPristine(knex);
  const keys = createKeys(knex);
  let stop = async () => {};

  return {
    async serve(change = (served) => served) {
      await stop();
      const lines: string[] = [];
      let inputs: (traceId: string) => readonly unknown[] = () => [];
      const marketplace = await createMarketplace({
        source: database.connection,
        poolSize,
        secrets,
        demo: false,
        log: logInto(lines),
        serve: (served) => {
          const changed = change(served);
          const watched = watchInputs(changed.resolvers);
          inputs = watched.inputs;
          return { ...changed, resolvers: watched.resolvers };
        },
      });
      stop = marketplace.close;
      const { url } = await marketplace.listen(0, '127.0.0.1');
      return {
        url,
        key: keys.of,
        async reset() {
          await pristine.restore();
          keys.forget();
        },
        state: pristine.state,
        audit: (traceId) => auditOf(knex, traceId),
        logs: () => lines.join('\n'),
        inputs: (traceId) => inputs(traceId),
        close: marketplace.close,
      };
    },
    async close() {
      await stop();
      await knex.destroy();
      await database.drop();
    },
  };
}

/** Keys of the demo's principals, made when asked for: the kernel takes them as it takes any other. */
function createKeys(knex: Knex) {
  let made = new Map<string, Promise<string>>();
  const make = async (principal: string, { scopes, tools, writes }: KeyLimits): Promise<string> => {
    const { customer, org } = server.principals[principal]?.context ?? {};
    if (customer === undefined) throw new Error(`The demo data has no principal '${principal}'.`);
    const { key } = await createApiKey(knex, {
      principalId: customer,
      name: `Proofs as ${principal}`,
      scopes: scopes ?? ['mcp:read', 'mcp:write'],
      tools: tools ?? null,
      writes: writes ?? true,
      confirm: 'waived',
      allTenants: false,
      tenants: org === undefined ? [] : [org],
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

/** The rows of one trace, as soon as there is one: reads and refusals are written within 200 ms. */
async function auditOf(knex: Knex, traceId: string): Promise<readonly AuditRow[]> {
  for (let tries = 0; tries < 100; tries++) {
    const rows = await knex('toolwright.audit').where({ trace_id: traceId }).select(auditColumns);
    if (rows.length > 0) return rows as AuditRow[];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return [];
}

const auditColumns = {
  at: 'at',
  traceId: 'trace_id',
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
  systemReasons: 'system_reasons',
};

function logInto(lines: string[]): Log {
  const write = (fields: object, message: string) => {
    lines.push(JSON.stringify({ message, ...fields }, (_, value) => (value instanceof Error ? value.stack : value)));
  };
  return { error: write, warn: write, info: write, debug: write };
}
