import { createKeys } from '../../runtime/auth/keys.js';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import { createBehind } from '../../runtime/call/behind.js';
import type { CallRequest, Kernel } from '../../runtime/call/call.js';
import { callTool } from '../../runtime/call/call-tool.js';
import { createSubjects } from '../../runtime/call/subjects/subjects.js';
import { wallTimer } from '../../runtime/call/timer.js';
import type { Context } from '../../runtime/context.js';
import { type Database, StalePrincipal, type Switches } from '../../runtime/host.js';
import type { Connection, Principal, Standing } from '../../runtime/principal.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import type { ErrorDeclaration, Handler, Server, Shape, Tool } from '../../runtime/tool.js';

const rpc = (code: number, http: number, message: string): ErrorDeclaration => ({
  rpc: code,
  http,
  channel: 'rpc',
  message,
});
const result = (http: number, message: string): ErrorDeclaration => ({ http, channel: 'result', message });

/** A small office: notes of an organization, kept by writers and read by readers. */
export const server: Server = {
  name: 'desk',
  title: 'The desk',
  database: true,
  audiences: { member: 'Keeps notes', staff: 'Looks after the desk' },
  contexts: {
    person: { error: 'UNAUTHORIZED', meta: 'person' },
    org: { within: 'person', tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'organization' },
  },
  principals: {},
  roles: {
    writer: ['desk:note:read', 'desk:note:write', 'desk:note:secrets'],
    reader: ['desk:note:read'],
    none: [],
  },
  plans: {},
  profiles: {},
  limits: { bodyBytes: 262_144, inlineBytes: 100_000, sizeHintBytes: 20_000, timeoutMs: 30_000 },
  errors: {
    UNKNOWN_TOOL: rpc(-32602, 404, 'Unknown tool: {tool}'),
    UNAUTHORIZED: rpc(-32001, 401, 'Send a valid API key.'),
    FORBIDDEN: rpc(-32004, 403, "You may not call '{tool}' here."),
    INSUFFICIENT_SCOPE: rpc(-32004, 403, 'This connection lacks the scope {scope}.'),
    WRITE_NOT_ALLOWED: rpc(-32012, 403, "'{tool}' writes, and writes are off."),
    SERVER_DISABLED: rpc(-32015, 503, 'The server is switched off for the moment.'),
    MISSING_WORKSPACE_CONTEXT: result(403, "MCP tool '{tool}' requires workspace context."),
    VALIDATION_ERROR: result(422, 'Validation failed'),
    CONFIRMATION_REQUIRED: result(409, "A person must agree before '{tool}' runs."),
    DECLINED: result(409, 'The person declined.'),
    INPUT_REQUIRED: result(409, "'{tool}' asks a person, and this client cannot be asked."),
    INVALID_REQUEST_STATE: rpc(-32602, 400, 'This request state {reason}. Send the call again without it.'),
    RATE_LIMITED: rpc(-32013, 429, 'Too many calls. Wait {retry_after_seconds} seconds.'),
    DEPENDENCY_NOT_MET: result(422, "Dependencies not satisfied for tool '{tool}'"),
    QUOTA_EXCEEDED: result(429, 'Daily tool quota exceeded for this workspace'),
    TIMEOUT: result(504, "'{tool}' took longer than its limit."),
    CONFLICT: result(409, 'This idempotency key was used with other arguments.'),
    NOT_FOUND: result(404, 'There is no such thing here.'),
    OUTPUT_INVALID: rpc(-32603, 500, 'The answer did not fit its own schema and was withheld.'),
    INTERNAL_ERROR: rpc(-32603, 500, 'An unexpected error occurred. Please try again.'),
  },
  modules: {
    desk: {
      name: 'desk',
      title: 'Desk',
      envelope: 'bare',
      naming: { tools: 'snake', parameters: 'snake' },
      domains: {},
      privileges: {},
    },
    shop: {
      name: 'shop',
      title: 'Shop',
      envelope: 'data_meta',
      naming: { tools: 'kebab', parameters: 'camel' },
      domains: {},
      privileges: {},
    },
  },
};

export function object(properties: { readonly [name: string]: Shape }, required = Object.keys(properties)): Shape {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A tool that reads, unless `changes` says otherwise. */
export function tool(changes: Partial<Tool> = {}): Tool {
  return {
    name: 'get_note',
    module: 'desk',
    domain: 'notes',
    title: 'Notes: Get',
    description: 'One note.',
    audience: ['member'],
    context: 'org',
    requires: [{ privilege: 'desk:note:read' }],
    writeMode: 'read',
    destructive: false,
    idempotent: true,
    input: object({}),
    output: { kind: 'object', shape: object({ done: { type: 'boolean' } }) },
    inputSchema: {},
    ...changes,
  };
}

export const writing: Partial<Tool> = {
  name: 'change_note',
  writeMode: 'update',
  requires: [{ privilege: 'desk:note:write' }],
};

export const standing: Standing = {
  contexts: { person: 'per_1', org: 'org_1' },
  audiences: ['member'],
  role: 'writer',
};

export function caller(active: Partial<Standing> = {}, connection: Partial<Connection> = {}): Principal {
  const here = { ...standing, ...active };
  return {
    id: 'per_1',
    name: 'Ana',
    connection: {
      id: 'con_1',
      kind: 'api_key',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'waived',
      session: null,
      ...connection,
    },
    active: here,
    standings: [here],
  };
}

type Run = (input: never, ctx: Omit<Context, keyof OfDatabase> & OfDatabase) => Promise<unknown>;

/** What `ctx` has in these tests, where the application's handle is a list of what was done with it. */
export interface OfDatabase {
  readonly db: () => Promise<string[]>;
  readonly asSystem: <T>(reason: string, run: (db: string[]) => Promise<T>) => Promise<T>;
}

export interface DeskOptions {
  readonly switches?: Partial<Switches>;
  /** False: the host has no database. */
  readonly database?: false;
  /** Principals by role that the opening statement of a write finds stale. */
  readonly staleRole?: string;
  readonly kernel?: Partial<Kernel>;
  readonly more?: readonly Handler<Context>[];
}

/** A kernel with one tool, and all that it does written down. */
export class Desk {
  readonly audit: AuditRow[] = [];
  readonly logged: { readonly level: string; readonly fields: Record<string, unknown>; readonly message: string }[] =
    [];
  /** What the database did, in order. */
  readonly database: string[] = [];
  readonly kernel: Kernel;

  constructor(
    readonly tool: Tool,
    run: Run = async () => ({ done: true }),
    options: DeskOptions = {},
  ) {
    const handler: Handler<Context> = { tool, run: run as unknown as Handler<Context>['run'] };
    const write = (level: string) => (fields: object, message: string) =>
      void this.logged.push({ level, fields: fields as Record<string, unknown>, message });
    const subjects = createSubjects({ server, tools: [] }, []);
    this.kernel = {
      server,
      handlers: new Map(
        [handler, ...(options.more ?? [])].flatMap((each) => namesOf(each.tool).map((name) => [name, each])),
      ),
      subjects,
      host: {
        identify: async () => null,
        store: {
          ...createMemoryStore({}),
          auditInTransaction: async (_, row) => {
            this.database.push(`audit ${row.outcome}`);
            this.audit.push(row);
          },
          auditLater: (row) => void this.audit.push(row),
          switches: async () => ({
            writes: true,
            enabled: true,
            disabledTools: new Set<string>(),
            ...options.switches,
          }),
          ready: async () => {},
          close: async () => {},
        },
        ...(options.database !== false && { database: this.#fakeDatabase(options.staleRole) as Database<unknown> }),
      },
      log: { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') },
      now: () => new Date('2026-11-21T12:00:00Z'),
      timer: wallTimer,
      get steps() {
        return { handlers: this.handlers, subjects, call: (request: CallRequest) => callTool(this, request) };
      },
      keys: createKeys(['the secret of the desk, which has 32 characters']),
      hooks: {},
      behind: createBehind(),
      address: () => 'http://desk.test',
      ...options.kernel,
    };
  }

  call(input: unknown = {}, request: Partial<CallRequest> = {}) {
    return callTool(this.kernel, {
      name: this.tool.name,
      arguments: input,
      principal: caller(),
      wire: 'mcp',
      traceId: '0123456789abcdef0123456789abcdef',
      signal: new AbortController().signal,
      ...request,
    });
  }

  #fakeDatabase(staleRole?: string): Database<string[]> {
    const { database } = this;
    return {
      async transaction(principal, { write }, run) {
        if (staleRole !== undefined && principal.active.role === staleRole) throw new StalePrincipal();
        database.push(write ? 'begin write' : 'begin');
        try {
          const value = await run(database);
          database.push('commit');
          return value;
        } catch (error) {
          database.push('rollback');
          throw error;
        }
      },
      async system(run, within) {
        database.push(within === undefined ? 'system apart' : 'system within');
        return run(database);
      },
    };
  }
}

function namesOf({ name, dotted, aliases = [] }: Tool): readonly string[] {
  return [name, ...(dotted === undefined ? [] : [dotted]), ...aliases.map((alias) => alias.name)];
}
