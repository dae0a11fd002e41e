import type { GetPromptResult, InputRequiredResult, Server, ServerContext } from '@modelcontextprotocol/server';
import type { Kernel } from '../../call/call.js';
import { callTool } from '../../call/call-tool.js';
import { embeddedUri } from '../../call/subjects/render-prompt.js';
import type { PromptMessage } from '../../tool.js';
import { inputRequiredResult, refusalError } from '../call-result.js';
import { callingClient } from '../calling-client.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { messageCall, tellHttp } from '../message-call.js';
import { readResource } from './resource-handlers.js';
import { subjectList } from './subject-list.js';

/** Answers for prompts: which there are, and the messages of one. */
export function servePrompts(server: Server, { kernel }: Endpoint, call: McpCall): void {
  const list = subjectList(kernel);
  server.setRequestHandler('prompts/list', () => ({ prompts: list.prompts(call.caller.principal) }));
  server.setRequestHandler('prompts/get', ({ params }, context) => getPrompt(kernel, call, params, context));
}

async function getPrompt(
  kernel: Kernel,
  call: McpCall,
  {
    name,
    arguments: given = {},
  }: { readonly name: string; readonly arguments?: Readonly<Record<string, string>> | undefined },
  context: ServerContext,
): Promise<GetPromptResult | InputRequiredResult> {
  const subject = kernel.subjects.prompt(name);
  const outcome = await callTool(kernel, {
    ...messageCall(call, context),
    client: callingClient(call, context.mcpReq),
    name,
    arguments: given,
    subject,
  });
  tellHttp(call, outcome);
  if (outcome.inputRequired) return inputRequiredResult(outcome);
  if (outcome.refused) throw refusalError(outcome);
  const { messages } = outcome.value as { readonly messages: readonly PromptMessage[] };
  // One after the other: each is a call with a transaction of its own.
  const whole: unknown[] = [];
  for (const message of messages) whole.push(await withContents(kernel, call, message, context));
  return { description: outcome.tool.description, messages: whole as GetPromptResult['messages'] };
}

/** What a message embeds is read as whoever asks for the prompt would read it; refused, so is the prompt. */
async function withContents(
  kernel: Kernel,
  call: McpCall,
  message: PromptMessage,
  context: ServerContext,
): Promise<unknown> {
  const uri = embeddedUri(message);
  if (uri === null) return message;
  const { contents } = await readResource(kernel, call, uri, context);
  return { ...message, content: { ...message.content, resource: contents[0] } };
}
