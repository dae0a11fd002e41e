import { declared } from '../../../runtime/testing/output-shape.js';
import type { Program, Prompt, Resource, Shape } from '../../../runtime/tool.js';
import { changed, type Mutant } from '../mutant.js';

type Step = string | number;
type Subject = Resource | Prompt;
type Put = (key: string, what: string, path: readonly Step[], value: unknown) => Mutant;

/** Every change of a program's resources and prompts. */
export function subjectMutants({ resources = [], prompts = [], server }: Program): readonly Mutant[] {
  const audiences = Object.keys(server.audiences);
  const contexts = [null, ...Object.keys(server.contexts)];
  return [
    ...resources.flatMap((resource, index) => {
      const put = putting('resources', index, resource.uri);
      return [...commonMutants(resource, put, audiences, contexts), ...resourceMutants(resource, put)];
    }),
    ...prompts.flatMap((prompt, index) => {
      const put = putting('prompts', index, `prompts/${prompt.name}`);
      return [...commonMutants(prompt, put, audiences, contexts), ...promptMutants(prompt, put)];
    }),
  ];
}

function putting(list: 'resources' | 'prompts', index: number, name: string): Put {
  return (key, what, path, value) => ({
    name: `${name} ${key}: ${what}`,
    tool: name,
    keys: [key],
    apply: (served) => ({
      ...served,
      program: changed(served.program, [list, index, ...path], value),
      // A resource is joined with its code by its name.
      resolvers: served.resolvers.map((handler) =>
        key === 'name' && 'resource' in handler && handler.resource.uri === name
          ? { ...handler, resource: changed(handler.resource, path, value) }
          : handler,
      ),
    }),
  });
}

function commonMutants(
  subject: Subject,
  put: Put,
  audiences: readonly string[],
  contexts: readonly (string | null)[],
): readonly Mutant[] {
  const { requires, audience, context, title, description, icons, complete = {} } = subject;
  const [place, parameters]: [string, Shape] =
    'uri' in subject ? ['parameters', subject.parameters] : ['arguments', subject.arguments];
  return [
    ...requires.map(({ privilege }, index) => put('requires', `without ${privilege}`, ['requires', index], undefined)),
    put('requires', 'one that nobody has', ['requires'], [...requires, { privilege: 'nobody:has:this' }]),
    ...audience.map((one, index) => put('audience', `without ${one}`, ['audience', index], undefined)),
    ...audiences
      .filter((one) => !audience.includes(one))
      .map((one) => put('audience', `with ${one}`, ['audience'], [...audience, one])),
    ...contexts.filter((one) => one !== context).map((one) => put('context', `${one ?? 'none'}`, ['context'], one)),
    put('title', 'another', ['title'], `${title}!`),
    put('description', 'another', ['description'], `${description} Really.`),
    put('icons', 'others', ['icons'], [...(icons ?? []), { src: 'https://example.com/other.png' }]),
    ...Object.keys(complete).map((name) => put(`complete.${name}`, 'taken away', ['complete', name], undefined)),
    ...parameterMutants(parameters, place, put),
  ];
}

function parameterMutants(shape: Shape, place: string, put: Put): readonly Mutant[] {
  const required = shape.required ?? [];
  return Object.entries(shape.properties ?? {}).flatMap(([name, property]) => {
    const { pattern, maxLength, minimum, maximum, enum: values } = property;
    const at = (keyword: string, what: string, value: unknown) =>
      put(`parameters.${name}.${keyword}`, what, [place, 'properties', name, keyword], value);
    return [
      ...(pattern === undefined
        ? []
        : [at('pattern', 'taken away', undefined), at('pattern', 'never matches', '^(?!)$')]),
      ...(maxLength === undefined
        ? []
        : [at('maxLength', 'one more', maxLength + 1), at('maxLength', 'one less', maxLength - 1)]),
      ...(minimum === undefined
        ? []
        : [at('minimum', 'one less', minimum - 1), at('minimum', 'one more', minimum + 1)]),
      ...(maximum === undefined
        ? []
        : [at('maximum', 'one more', maximum + 1), at('maximum', 'one less', maximum - 1)]),
      ...(values === undefined
        ? []
        : [at('enum', 'one more', [...values, 'none_of_these']), at('enum', 'one less', values.slice(1))]),
      ...(property.default === undefined ? [] : [at('default', 'taken away', undefined)]),
      put(`parameters.${name}`, 'dropped', [place, 'properties', name], undefined),
      // What has a default is never missing.
      ...(required.includes(name) || property.default !== undefined
        ? []
        : [put('parameters.required', `with ${name}`, [place, 'required'], [...required, name])]),
    ];
  });
}

function resourceMutants(resource: Resource, put: Put): readonly Mutant[] {
  const { uri, name, mimeType, annotations, output, subscribe, cache } = resource;
  const ttl = cache?.ttlMs ?? 0;
  return [
    put('uri', 'another', ['uri'], uri.replace('://', '://other.')),
    put('name', 'another', ['name'], `${name}_two`),
    put('mimeType', 'another', ['mimeType'], mimeType === 'text/html' ? 'text/plain' : 'text/html'),
    put('annotations', 'others', ['annotations'], { ...annotations, priority: (annotations?.priority ?? 0) / 2 + 0.1 }),
    put('subscribe', subscribe ? 'taken away' : 'promised', ['subscribe'], subscribe ? undefined : true),
    put('cache', 'for longer', ['cache'], { ttlMs: ttl + 1_000, scope: cache?.scope ?? 'private' }),
    put('cache', 'another scope', ['cache'], { ttlMs: ttl, scope: cache?.scope === 'public' ? 'private' : 'public' }),
    ...(output.kind === 'type'
      ? outputMutants(output.shape, put)
      : [put('output', 'the other kind', ['output', 'kind'], output.kind === 'text' ? 'binary' : 'text')]),
  ];
}

/** Of a typed output: what is left out, and what is marked, at each property at the top; secrets wherever they are. */
function outputMutants(shape: Shape, put: Put): readonly Mutant[] {
  const properties = Object.entries(shape.properties ?? {});
  return [
    put('output', 'as text', ['output'], { kind: 'text' }),
    ...properties.flatMap(([name, property]) => [
      put(`output.${name}`, 'of another type', ['output', 'shape', 'properties', name], {
        type: property.type === 'boolean' ? 'integer' : 'boolean',
      }),
      ...(shape.required?.includes(name)
        ? [
            put(`output.${name}.privilege`, 'one that nobody has', ['output', 'shape', 'properties', name], {
              ...property,
              privilege: 'nobody:has:this',
            }),
          ]
        : []),
      ...(property.privilege === undefined
        ? []
        : [
            put(
              `output.${name}.privilege`,
              'taken away',
              ['output', 'shape', 'properties', name, 'privilege'],
              undefined,
            ),
          ]),
      ...(property.trust === undefined
        ? []
        : [put(`output.${name}.trust`, 'taken away', ['output', 'shape', 'properties', name, 'trust'], undefined)]),
    ]),
    ...([...declared(shape)].some(({ shape: one }) => one.trust) || properties.length === 0
      ? []
      : [put('output', 'open to nothing', ['output', 'shape', 'properties'], {})]),
  ];
}

function promptMutants({ name, messages }: Prompt, put: Put): readonly Mutant[] {
  return [
    put('name', 'another', ['name'], `${name}_two`),
    ...messages.flatMap(({ role, content }, index) => [
      put(`messages.${index}`, 'dropped', ['messages', index], undefined),
      put(`messages.${index}`, 'by the other', ['messages', index, 'role'], role === 'user' ? 'assistant' : 'user'),
      ...(content.type === 'text'
        ? [put(`messages.${index}`, 'other words', ['messages', index, 'content', 'text'], `${content.text} Now.`)]
        : [put(`messages.${index}`, 'another kind', ['messages', index, 'content'], { type: 'text', text: 'Other.' })]),
    ]),
  ];
}
