import type { Context, WithAsks } from '../../context.js';
import type { CompletionHandler, Handler, Prompt, Resource, ResourceHandler, Shape, Tool } from '../../tool.js';
import { renderPrompt } from './render-prompt.js';

/** Who may, and what they send: what a resource or a prompt says as a tool would. */
type Guarded = Pick<Tool, 'name' | 'module' | 'title' | 'description' | 'audience' | 'context' | 'requires' | 'input'>;

/** A resource as a tool that reads: its name is its address, by which allow-lists, switches and the audit know it. */
export function readableResource(handler: ResourceHandler<Context>, resource: Resource): Handler<Context> {
  const { output } = resource;
  const tool = reading({ ...resource, name: resource.uri, input: resource.parameters }, 'resources', shapeOf(output));
  if (output.kind !== 'binary') return { tool, run: handler.run };
  return {
    tool,
    run: async (input, ctx) => {
      const read = await handler.run(input, ctx);
      return read instanceof Uint8Array ? Buffer.from(read).toString('base64') : refuseText(read);
    },
  };
}

/** A prompt as a tool that reads. What it embeds is read apart from it, as the resources that they are. */
export function askablePrompt(prompt: Prompt): Handler<Context> {
  const { asks } = prompt;
  const guarded = { ...prompt, name: `prompts/${prompt.name}`, input: prompt.arguments };
  const tool = { ...reading(guarded, 'prompts', messagesShape), ...(asks && { asks }) };
  return {
    tool,
    run: async (input, ctx) => {
      const given = input as Readonly<Record<string, string>>;
      const answers = asks ? await answersTo(Object.keys(asks), given, ctx as Context & WithAsks<Answers>) : {};
      return renderPrompt(prompt, { ...given, ...answers });
    },
  };
}

type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** All questions in one round; the answers as `question.field`. */
async function answersTo(
  questions: readonly string[],
  given: Readonly<Record<string, string>>,
  ctx: WithAsks<Answers>,
): Promise<Readonly<Record<string, unknown>>> {
  const answers = await Promise.all(
    questions.map(async (question) =>
      Object.entries(await ctx.ask(question, given)).map(([field, value]) => [`${question}.${field}`, value]),
    ),
  );
  return Object.fromEntries(answers.flat());
}

/** A parameter's completion as a tool that reads, under the gates of what it completes. */
export function usableCompletion(
  of: Handler<Context>,
  name: string,
  handler: CompletionHandler<Context>,
): Handler<Context> {
  const { tool } = of;
  const completing = { ...tool, name: `${tool.name} ${name}`, input: completionInput };
  return { tool: reading(completing, 'completions', completionOutput), run: handler.run };
}

function reading(
  { name, module, title, description, audience, context, requires, input }: Guarded,
  domain: string,
  shape: Shape,
): Tool {
  return {
    ...{ name, module, domain, title, description, audience, context, requires, input },
    writeMode: 'read',
    destructive: false,
    idempotent: true,
    // There is nothing to choose, and so nothing is kept back.
    formats: ['detailed'],
    output: { kind: 'object', shape },
    inputSchema: {},
  };
}

function shapeOf(output: Resource['output']): Shape {
  return output.kind === 'type' ? output.shape : { type: 'string' };
}

/** A text is no binary, whatever it holds: it must not pass for one that is encoded already. */
function refuseText(read: unknown): unknown {
  return typeof read === 'string' ? null : read;
}

const messagesShape: Shape = {
  type: 'object',
  properties: { messages: { type: 'array', items: { type: 'object', additionalProperties: true } } },
  required: ['messages'],
  additionalProperties: false,
};

const completionInput: Shape = {
  type: 'object',
  properties: {
    value: { type: 'string', maxLength: 1_000 },
    arguments: { type: 'object', additionalProperties: { type: 'string', maxLength: 10_000 } },
  },
  required: ['value', 'arguments'],
  additionalProperties: false,
};

const completionOutput: Shape = { type: 'array', items: { type: 'string' } };
