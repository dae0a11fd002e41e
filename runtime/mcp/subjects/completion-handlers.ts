import { type CompleteResult, ProtocolError, type Server, type ServerContext } from '@modelcontextprotocol/server';
import type { Kernel } from '../../call/call.js';
import { callTool } from '../../call/call-tool.js';
import { refuse } from '../../call/error-table.js';
import { type Askable, declarationOf, type Readable } from '../../call/subjects/subjects.js';
import type { Shape } from '../../tool.js';
import { refusalError } from '../call-result.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { messageCall, tellHttp } from '../message-call.js';

/** The protocol's own bound. */
const mostValues = 100;

type Params = {
  readonly ref:
    | { readonly type: 'ref/prompt'; readonly name: string }
    | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Readonly<Record<string, string>> | undefined } | undefined;
};

/** Answers with values for a parameter of a resource or an argument of a prompt. */
export function serveCompletions(server: Server, { kernel }: Endpoint, call: McpCall): void {
  server.setRequestHandler('completion/complete', ({ params }, context) =>
    complete(kernel, call, params as Params, context),
  );
}

/** Whether any parameter of the program has something to be completed by. */
export function hasCompletions({ subjects }: Kernel): boolean {
  return [...subjects.resources, ...subjects.prompts].some((one) => {
    const { complete } = declarationOf(one);
    return complete !== undefined || Object.values(shapeOf(one).properties ?? {}).some((shape) => shape.enum);
  });
}

async function complete(
  kernel: Kernel,
  call: McpCall,
  params: Params,
  context: ServerContext,
): Promise<CompleteResult> {
  const { name, value } = params.argument;
  const of = referredTo(kernel, params.ref);
  const shape = shapeOf(of).properties?.[name];
  if (shape === undefined) {
    const known = Object.keys(shapeOf(of).properties ?? {});
    const takes = known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.';
    throw new ProtocolError(-32602, `'${of.handler.tool.name}' has no parameter of that name. ${takes}`);
  }
  const subject = kernel.subjects.completion(of, name);
  if (subject === null) return result((shape.enum ?? []).map(String).filter((one) => one.startsWith(value)));
  const request = { ...messageCall(call, context), name, subject };
  const outcome = await callTool(kernel, {
    ...request,
    arguments: { value, arguments: params.context?.arguments ?? {} },
  });
  tellHttp(call, outcome);
  if (outcome.inputRequired) throw new Error('A completion asks nobody.');
  if (outcome.refused) throw refusalError(outcome);
  return result(outcome.value as readonly string[]);
}

function result(values: readonly string[]): CompleteResult {
  const shown = values.slice(0, mostValues);
  return { completion: { values: shown, total: values.length, hasMore: values.length > shown.length } };
}

/** A template by its text, or an address that it means. */
function referredTo(kernel: Kernel, ref: Params['ref']): Readable | Askable {
  const { subjects, server } = kernel;
  if (ref.type === 'ref/prompt') {
    const prompt = subjects.prompts.find((one) => one.prompt.name === ref.name);
    if (prompt) return prompt;
    throw refusalError(refuse(server, 'UNKNOWN_PROMPT', { gate: 'find', values: { prompt: ref.name } }));
  }
  const found =
    subjects.resources.find(({ resource }) => resource.uri === ref.uri) ??
    subjects.resources.find(({ handler }) => handler === subjects.resource(ref.uri).subject.handler);
  if (found) return found;
  throw refusalError(refuse(server, 'UNKNOWN_RESOURCE', { gate: 'find', values: { uri: ref.uri } }));
}

function shapeOf(one: Readable | Askable): Shape {
  return 'resource' in one ? one.resource.parameters : one.prompt.arguments;
}
