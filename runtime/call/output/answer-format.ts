import type { Format, Server, Tool } from '../../tool.js';
import { pipelineParameters } from '../input/pipeline-parameters.js';

type Input = { readonly [argument: string]: unknown };

/** The format that the arguments choose, else the tool's first. */
export function answerFormat(server: Server, tool: Tool, input: Input): Format {
  const { format: parameter } = pipelineParameters(server, tool);
  const chosen = parameter === undefined ? undefined : input[parameter];
  return tool.formats?.find((format) => format === chosen) ?? tool.formats?.[0] ?? 'concise';
}

/** What the resolver is given: the form of the answer and the key of a repeated call are not its business. */
export function resolverInput(server: Server, tool: Tool, input: Input): Input {
  const own = new Set(Object.values(pipelineParameters(server, tool)));
  if (own.size === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !own.has(name)));
}
