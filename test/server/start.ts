import type { AuditRow } from '../../runtime/call/audit/audit.js';
import type { Log } from '../../runtime/call/call.js';
import { createServer, type ServerOptions } from '../../runtime/create-server.js';
import type { Host, Switches, UnauthenticatedRefusal } from '../../runtime/host.js';
import type { Credential, Principal, Standing } from '../../runtime/principal.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { program, resolvers } from './program.js';

const noDatabase: Switches = { writes: true, enabled: true, disabledTools: new Set() };

function standing(org: string | null, audience: string, role: string): Standing {
  return { contexts: org === null ? {} : { org }, audiences: [audience], role };
}

function principal(name: string, active: Standing, connection: Partial<Principal['connection']> = {}): Principal {
  return {
    id: `id_${name}`,
    name,
    connection: {
      id: `con_${name}`,
      kind: 'api_key',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'waived',
      session: null,
      ...connection,
    },
    active,
    standings: [active],
  };
}

/** Keyed by their credentials. */
export const principals: Readonly<Record<string, Principal>> = {
  key_writer: principal('writer', standing('org_1', 'member', 'writer')),
  key_reader: principal('reader', standing('org_1', 'member', 'reader')),
  key_staff: principal('staff', standing(null, 'staff', 'staff')),
  key_scoped: principal('scoped', standing('org_1', 'member', 'writer'), { scopes: ['mcp:read'] }),
  key_frozen: principal('frozen', standing('org_1', 'member', 'writer'), { writes: false }),
  key_one: principal('one', standing('org_1', 'member', 'writer'), { tools: ['get_note'] }),
};

export interface Running {
  readonly url: string;
  /** What the server logged and audited, the credentials it asked the host about, and whom it turned away. */
  readonly lines: readonly { readonly level: string; readonly fields: object; readonly message: string }[];
  readonly audited: readonly AuditRow[];
  readonly asked: readonly Credential[];
  readonly strangers: readonly UnauthenticatedRefusal[];
  readonly state: { switches: Switches; ready: string | null; closed: boolean };
  readonly close: () => Promise<void>;
}

/** A real server, on a free port unless one is given, with a host that keeps everything in memory. */
export async function start(options: Partial<ServerOptions<unknown>> = {}, port = 0): Promise<Running> {
  const lines: { level: string; fields: object; message: string }[] = [];
  const audited: AuditRow[] = [];
  const asked: Credential[] = [];
  const strangers: UnauthenticatedRefusal[] = [];
  const state: Running['state'] = { switches: noDatabase, ready: null, closed: false };
  const host: Host = {
    async identify(credential) {
      asked.push(credential);
      return Object.hasOwn(principals, credential.value) ? (principals[credential.value] ?? null) : null;
    },
    store: {
      ...createMemoryStore({}),
      auditInTransaction: async (_, row) => void audited.push(row),
      auditLater: (row) => void audited.push(row),
      auditUnauthenticated: (refusal) => void strangers.push(refusal),
      switches: async () => state.switches,
      ready: () => (state.ready === null ? Promise.resolve() : Promise.reject(new Error(state.ready))),
      close: async () => {
        state.closed = true;
      },
    },
  };
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: Log = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  const server = createServer({ program, resolvers, host, log, version: '1.2.3', ...options });
  const { url } = await server.listen(port, '127.0.0.1');
  return { url, lines, audited, asked, strangers, state, close: server.close };
}
