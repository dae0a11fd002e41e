import type { ObjectType, Prompt, Property, Requirement, Resource } from '../model.js';
import { asksDeclaration } from './asks-declaration.js';
import { defined, type Printable } from './print-value.js';
import { type ShapeScope, shapeOf } from './shape.js';

type Scope = Omit<ShapeScope, 'position'>;

/** A resource's declaration as `toolwright/runtime` types it. */
export function resourceDeclaration(resource: Resource, scope: Scope): Printable {
  const { output, annotations } = resource;
  return defined<Printable>({
    name: resource.name,
    module: resource.module,
    uri: resource.uri,
    template: resource.template || undefined,
    title: resource.title,
    description: resource.description,
    icons: icons(resource.icons),
    annotations: annotations && { ...annotations },
    mimeType: resource.mimeType,
    audience: resource.audience,
    context: resource.context,
    requires: resource.requires.map(requirement),
    parameters: parameterShape(resource.parameters, scope),
    complete: completions(resource.parameters),
    output:
      output.kind === 'type'
        ? { kind: 'type', shape: shapeOf(output.type, { ...scope, position: 'output' }) }
        : { kind: output.kind },
    subscribe: resource.subscribe || undefined,
    cache: resource.cache && { ...resource.cache },
  });
}

/** A prompt's declaration, its messages with their placeholders. */
export function promptDeclaration(prompt: Prompt, scope: Scope): Printable {
  return defined<Printable>({
    name: prompt.name,
    module: prompt.module,
    title: prompt.title,
    description: prompt.description,
    icons: icons(prompt.icons),
    audience: prompt.audience,
    context: prompt.context,
    requires: prompt.requires.map(requirement),
    arguments: parameterShape(prompt.arguments, scope),
    complete: completions(prompt.arguments),
    asks: asksDeclaration(prompt.asks, scope),
    messages: prompt.messages.map(({ role, content }) => ({ role, content })),
  });
}

export function icons(all: Resource['icons']): Printable | undefined {
  return all.length > 0 ? all.map((icon) => ({ ...icon })) : undefined;
}

function parameterShape(properties: readonly Property[], scope: Scope): Printable {
  const object: ObjectType = { kind: 'object', properties };
  return shapeOf(object, { ...scope, position: 'input' });
}

function completions(properties: readonly Property[]): Printable | undefined {
  const named = properties.flatMap(({ name, complete }) => (complete === undefined ? [] : [[name, complete] as const]));
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

function requirement({ privilege, of, entityPaths }: Requirement): Printable {
  return defined<Printable>({ privilege, of, entityPaths });
}
