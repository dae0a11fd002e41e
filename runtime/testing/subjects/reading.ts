import type { Example, Prompt, Requirement, Resource, Server, Shape } from '../../tool.js';
import { type Access, parseAccessLock } from '../access-lock.js';
import type { Bench, Caller } from '../bench.js';
import type { Papers } from '../checks.js';
import { isRecord } from '../match.js';
import { type Asked, ask, type Era } from './ask.js';
import { expandUri } from './expand-uri.js';

type Parameters = Readonly<Record<string, unknown>>;

/** A resource or a prompt under proof, with what was generated beside it. */
export interface Reading {
  readonly kind: 'resource' | 'prompt';
  /** As allow-lists, switches and the audit know it. */
  readonly name: string;
  readonly declaration: {
    readonly module: string;
    readonly audience: readonly string[];
    readonly context: string | null;
    readonly requires: readonly Requirement[];
    readonly complete?: { readonly [parameter: string]: string };
  };
  readonly parameters: Shape;
  readonly examples: readonly Example[];
  readonly server: Server;
  readonly access: ReadonlyMap<string, Access>;
  /** As a list must show it. */
  readonly listed: Readonly<Record<string, unknown>>;
  /** How it is found in a list: the method, the result's key, and what tells it from others. */
  readonly list: { readonly method: string; readonly key: string; readonly by: string; readonly value: string };
  readonly ref: Readonly<Record<string, string>>;
  ask(bench: Bench, caller: Caller, parameters: Parameters, era?: Era): Promise<Asked>;
}

export type ReadingOf<Declaration> = Reading & { readonly declaration: Declaration };

export function resourceReading(resource: Resource, examples: readonly Example[], papers: Papers): ReadingOf<Resource> {
  const { uri, template, name, title, description, icons, annotations, mimeType } = resource;
  const by = template ? 'uriTemplate' : 'uri';
  const told = { [by]: uri, name, title, description, icons, annotations, mimeType };
  return {
    ...{ kind: 'resource', name: uri, declaration: resource, parameters: resource.parameters, examples },
    ...generated(papers, resource, 'resources', uri, told),
    list: template
      ? { method: 'resources/templates/list', key: 'resourceTemplates', by, value: uri }
      : { method: 'resources/list', key: 'resources', by, value: uri },
    ref: { type: 'ref/resource', uri },
    ask: (bench, caller, parameters, era) =>
      ask(bench, caller, { method: 'resources/read', params: { uri: expandUri(uri, parameters) } }, era),
  };
}

export function promptReading(prompt: Prompt, examples: readonly Example[], papers: Papers): ReadingOf<Prompt> {
  const { name, title, description, icons } = prompt;
  const given = Object.entries(prompt.arguments.properties ?? {}).map(([argument, shape]) => ({
    name: argument,
    description: shape.description,
    required: prompt.arguments.required?.includes(argument) ?? false,
  }));
  const told = { name, title, description, icons, arguments: given.length > 0 ? given : undefined };
  return {
    ...{ kind: 'prompt', name: `prompts/${name}`, declaration: prompt, parameters: prompt.arguments, examples },
    ...generated(papers, prompt, 'prompts', `prompts/${name}`, told),
    list: { method: 'prompts/list', key: 'prompts', by: 'name', value: name },
    ref: { type: 'ref/prompt', name },
    ask: (bench, caller, parameters, era) => {
      const sent = Object.fromEntries(Object.entries(parameters).map(([argument, value]) => [argument, String(value)]));
      return ask(bench, caller, { method: 'prompts/get', params: { name, arguments: sent } }, era);
    },
  };
}

/** What the locks say, which has to be what the declaration says. */
function generated(
  papers: Papers,
  { name, module }: { readonly name: string; readonly module: string },
  folder: string,
  key: string,
  told: Readonly<Record<string, unknown>>,
): Pick<Reading, 'server' | 'access' | 'listed'> {
  const begins = `${module}/${folder}/`;
  const own = parseAccessLock(papers.accessLock).filter(
    ({ place }) => place.startsWith(begins) && name.endsWith(place.slice(begins.length)),
  );
  const [longest] = own.toSorted((left, right) => right.place.length - left.place.length);
  const lock: unknown = JSON.parse(papers.surfaceLock);
  const entry = isRecord(lock) ? lock[key] : undefined;
  if (longest === undefined || !isRecord(entry)) {
    throw new Error(`The locks say nothing of '${key}'. Run 'npx toolwright generate'.`);
  }
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  const listed = known.map(([part, value]) => [part, part in entry ? entry[part] : value]);
  return { server: papers.server, access: longest.principals, listed: Object.fromEntries(listed) };
}
