import type { Kernel, Log } from './call/call.js';
import type { Context } from './context.js';
import type { Host } from './host.js';
import type { Handler, Program, Tool } from './tool.js';

/**
 * Joins the program's tools with the code that runs them, under every name a client may use. The program's declaration
 * is the one that is enforced. Throws a sentence when a tool has no resolver or a name is taken twice.
 */
export function createKernel(program: Program, resolvers: readonly Handler[], host: Host, log: Log): Kernel {
  const run = new Map(resolvers.map((handler) => [handler.tool.name, (handler as Handler<Context>).run]));
  const handlers = new Map<string, Handler<Context>>();
  for (const tool of program.tools) {
    const resolver = run.get(tool.name);
    if (resolver === undefined) {
      throw new Error(`The tool ${tool.name} has no resolver. Run \`npx toolwright generate\` and pass what it joins.`);
    }
    for (const name of namesOf(tool)) {
      const taken = handlers.get(name);
      if (taken !== undefined)
        throw new Error(`The name ${name} is claimed by ${taken.tool.name} and by ${tool.name}.`);
      handlers.set(name, { tool, run: resolver });
    }
  }
  return { server: program.server, handlers, host, log, now: host.now ?? (() => new Date()) };
}

function namesOf(tool: Tool): ReadonlySet<string> {
  return new Set([
    tool.name,
    ...(tool.dotted === undefined ? [] : [tool.dotted]),
    ...(tool.aliases ?? []).map(({ name }) => name),
  ]);
}
