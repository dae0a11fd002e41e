import type { Format, Server, Tool } from '../../tool.js';

type Input = { readonly [argument: string]: unknown };

/** The parameter that chooses the format, in the style of the tool's module. */
function formatParameter(server: Server, { module }: Tool): string {
  return server.modules[module]?.naming.parameters === 'camel' ? 'responseFormat' : 'response_format';
}

/** The format that the arguments choose, else the tool's first. */
export function answerFormat(server: Server, tool: Tool, input: Input): Format {
  const [first = 'concise', ...others] = tool.formats ?? [];
  const chosen = others.length === 0 ? undefined : input[formatParameter(server, tool)];
  return tool.formats?.find((format) => format === chosen) ?? first;
}

/** What the resolver is given: the form of the answer and the key of a repeated call are not its business. */
export function resolverInput(server: Server, tool: Tool, input: Input): Input {
  const camel = server.modules[tool.module]?.naming.parameters === 'camel';
  const own = new Set([
    ...((tool.formats?.length ?? 0) > 1 ? [formatParameter(server, tool)] : []),
    ...(tool.idempotency ? [camel ? 'idempotencyKey' : 'idempotency_key'] : []),
  ]);
  if (own.size === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !own.has(name)));
}
