import type { Context } from '../../context.js';
import type { AnyHandler, CompletionHandler, Handler, Program, Prompt, Resource, ResourceHandler } from '../../tool.js';
import { askablePrompt, readableResource, usableCompletion } from './callable.js';
import type { Subject } from './subject.js';
import { literalLength, type UriMatcher, uriMatcher } from './uri-template.js';

/** A resource with what reads it, and what reads its parameters out of an address. */
export interface Readable {
  readonly resource: Resource;
  readonly handler: Handler<Context>;
  readonly match: UriMatcher;
}

export interface Askable {
  readonly prompt: Prompt;
  readonly handler: Handler<Context>;
}

/** What a program has beside its tools, joined with the code behind it, in the order of lists. */
export interface Subjects {
  readonly resources: readonly Readable[];
  readonly prompts: readonly Askable[];
  /** The resource at an address, with the parameters that it holds. */
  resource(uri: string): { readonly subject: Subject; readonly parameters: { readonly [name: string]: string } };
  prompt(name: string): Subject;
  /** What suggests values of a parameter; null where nothing but the parameter's own enum may. */
  completion(of: Readable | Askable, parameter: string): Subject | null;
}

/** Throws a sentence where a resource has no resolver, or a completion no code. */
export function createSubjects({ resources = [], prompts = [] }: Program, handlers: readonly AnyHandler[]): Subjects {
  const reading = new Map(handlers.flatMap((one) => ('resource' in one ? [[keyOf(one.resource), one] as const] : [])));
  const completing = new Map(
    handlers.flatMap((one) => ('completion' in one ? [[keyOf(one.completion), one] as const] : [])),
  );
  const readable = resources.map((resource): Readable => {
    const handler = found(reading.get(keyOf(resource)), `resource ${resource.uri}`) as ResourceHandler<Context>;
    return { resource, handler: readableResource(handler, resource), match: uriMatcher(resource.uri) };
  });
  const askable = prompts.map((prompt): Askable => ({ prompt, handler: askablePrompt(prompt) }));
  const completions = new Map(
    [...readable, ...askable].flatMap((one) => {
      const { module, complete = {} } = declarationOf(one);
      return Object.entries(complete).map(([parameter, name]) => {
        const key = keyOf({ module, name });
        const handler = found(completing.get(key), `completion ${key}`) as CompletionHandler<Context>;
        return [`${one.handler.tool.name} ${parameter}`, usableCompletion(one.handler, parameter, handler)] as const;
      });
    }),
  );
  const byExactness = [...readable].sort(
    (left, right) =>
      Number(left.resource.template ?? false) - Number(right.resource.template ?? false) ||
      literalLength(right.resource.uri) - literalLength(left.resource.uri),
  );
  return {
    resources: sorted(readable, ({ resource }) => resource.uri),
    prompts: sorted(askable, ({ prompt }) => prompt.name),
    resource(uri) {
      for (const { handler, match } of byExactness) {
        const parameters = match(uri);
        if (parameters !== null) return { subject: { kind: 'resource', handler, values: { uri } }, parameters };
      }
      return { subject: { kind: 'resource', handler: null, values: { uri } }, parameters: {} };
    },
    prompt(name) {
      const handler = askable.find(({ prompt }) => prompt.name === name)?.handler ?? null;
      return { kind: 'prompt', handler, values: { prompt: name } };
    },
    completion({ handler }, parameter) {
      const completion = completions.get(`${handler.tool.name} ${parameter}`);
      return completion === undefined
        ? null
        : { kind: 'completion', handler: completion, values: {}, of: handler.tool.name };
    },
  };
}

export function declarationOf(one: Readable | Askable): Resource | Prompt {
  return 'resource' in one ? one.resource : one.prompt;
}

function keyOf({ module, name }: { readonly module: string; readonly name: string }): string {
  return `${module}/${name}`;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`The ${what} has no resolver. Run \`npx toolwright generate\` and pass what it joins.`);
  }
  return value;
}

function sorted<T>(all: readonly T[], key: (one: T) => string): readonly T[] {
  return [...all].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
