import { createKeys } from './auth/keys.js';
import { createBehind } from './call/behind.js';
import type { Gates, Kernel, Log } from './call/call.js';
import { callTool } from './call/call-tool.js';
import type { Hooks } from './call/hooks.js';
import { createSubjects } from './call/subjects/subjects.js';
import { wallTimer } from './call/timer.js';
import type { Context } from './context.js';
import type { Host } from './host.js';
import type { Metrics } from './telemetry/metrics.js';
import { traceResolver } from './telemetry/trace-work.js';
import type { AnyHandler, Handler, Program, Tool } from './tool.js';

export interface KernelOptions<Handle> {
  /** The generated value of the whole spec. */
  readonly program: Program;
  /** A handler for every tool, resource and completion, as the generated `createResolvers(app)` returns them. */
  readonly resolvers: readonly AnyHandler[];
  readonly host: Host<Handle>;
  readonly hooks?: Hooks;
  /** See `Kernel.address`. */
  readonly address?: () => string;
  /** For the mutation tests, which leave one out. */
  readonly gates?: Gates;
  readonly metrics?: Metrics;
  /** The kernel of the whole program, where this one serves a part of it: a profile. */
  readonly whole?: Kernel;
}

/**
 * Joins the program's tools with the code that runs them, under every name a client may use. The program's declaration
 * is the one that is enforced. Throws a sentence when a tool has no resolver or a name is taken twice.
 */
export function createKernel<Handle>(options: KernelOptions<Handle>, log: Log): Kernel {
  const { program, resolvers, gates, metrics, whole, hooks = {}, address = () => '' } = options;
  // No stage looks into a handle: it goes from the host's database to the host's store and the resolver.
  const host = options.host as Host;
  const resolver = new Map(
    resolvers.flatMap((one) => ('tool' in one ? [[one.tool.name, one as Handler<Context>] as const] : [])),
  );
  const handlers = new Map<string, Handler<Context>>();
  for (const tool of program.tools) {
    const found = resolver.get(tool.name);
    if (found === undefined) {
      throw new Error(`The tool ${tool.name} has no resolver. Run \`npx toolwright generate\` and pass what it joins.`);
    }
    for (const name of namesOf(tool)) {
      const taken = handlers.get(name);
      if (taken !== undefined)
        throw new Error(`The name ${name} is claimed by ${taken.tool.name} and by ${tool.name}.`);
      handlers.set(name, traceResolver({ ...found, tool }));
    }
  }
  const now = host.now ?? (() => new Date());
  const keys = whole?.keys ?? createKeys(host.secrets);
  const timer = host.timer ?? wallTimer;
  const subjects = createSubjects(program, resolvers);
  const kernel: Kernel = {
    server: program.server,
    handlers,
    subjects,
    host,
    log,
    now,
    timer,
    keys,
    hooks,
    behind: whole?.behind ?? createBehind(),
    address,
    ...(gates && { gates }),
    ...(metrics && { metrics }),
    steps: whole?.steps ?? { handlers, subjects, call: (request) => callTool(kernel, request) },
  };
  return kernel;
}

function namesOf(tool: Tool): ReadonlySet<string> {
  return new Set([
    tool.name,
    ...(tool.dotted === undefined ? [] : [tool.dotted]),
    ...(tool.aliases ?? []).map(({ name }) => name),
  ]);
}
