import type { ObjectType, Program, Property, Tool } from '../model.js';
import { choice, count, listParameters, type Parameter } from './list-parameters.js';
import { lookup } from './lookup.js';
import { camelCase } from './names.js';

/** Most characters of an input's string and most items of its list, where the spec says nothing. */
export const DEFAULT_MAX_LENGTH = 10_000;
export const DEFAULT_MAX_ITEMS = 1_000;

/** Parameters that are dealt with before and after the resolver, which never sees them. */
const OF_THE_PIPELINE = ['response_format', 'idempotency_key'];

/** Everything that a caller may send: the author's properties, then what the language adds for the keys declared. */
export function effectiveInput(program: Program, tool: Tool): ObjectType {
  return { ...tool.input, properties: [...tool.input.properties, ...addedProperties(program, tool)] };
}

/** What the resolver is given: the same without the answer's format and the idempotency key. */
export function resolverInput(program: Program, tool: Tool): ObjectType {
  const spelled = spelling(program, tool);
  const unseen = new Set(OF_THE_PIPELINE.map(spelled));
  const added = addedProperties(program, tool).filter((property) => !unseen.has(property.name));
  return { ...tool.input, properties: [...tool.input.properties, ...added] };
}

/** What the language adds to a tool's input, in the words of its module (`page_size` or `pageSize`). */
export function addedProperties(program: Program, tool: Tool): readonly Property[] {
  const spelled = spelling(program, tool);
  const parameters = [...actionParameters(tool), ...listParameters(program, tool), ...callParameters(tool)];
  return parameters.map(({ name, type, description, required = false }) => {
    return { name: spelled(name), place: tool.place, type, description, required };
  });
}

/**
 * Added parameters whose default goes without saying: an answer in the first format, a call that is no dry run, a list
 * from its beginning. Leaving it out of what clients see saves every host's model the tokens.
 */
export function plainDefaults(program: Program, tool: Tool): ReadonlySet<string> {
  const { dryRun } = tool;
  const names = ['response_format', 'offset', ...(dryRun && !dryRun.default ? [dryRun.parameter] : [])];
  const added = new Set(addedProperties(program, tool).map(({ name }) => name));
  return new Set(names.map(spelling(program, tool)).filter((name) => added.has(name)));
}

function spelling(program: Program, tool: Tool): (name: string) => string {
  const camel = lookup(program).module(tool.module).naming.parameters === 'camel';
  return (name) => (camel ? camelCase(name) : name);
}

/** The schema is flat, so the sentence tells which properties an action needs. What it refuses, a refusal tells. */
function actionParameters({ actions }: Tool): readonly Parameter[] {
  if (actions.length === 0) return [];
  const clauses = actions.flatMap(({ name, description, needs }) => {
    const said = description === undefined ? [] : [description.replace(/\.$/, '')];
    if (needs.length > 0) said.push(`needs ${needs.join(', ')}`);
    return said.length > 0 ? [`${name}: ${said.join('; ')}.`] : [];
  });
  const type = choice(actions.map((action) => action.name));
  return [{ name: 'action', type, description: ['What to do.', ...clauses].join(' '), required: true }];
}

/** What belongs to the call rather than to its subject. */
function callParameters({ formats, dryRun, idempotency, limits }: Tool): readonly Parameter[] {
  const parameters: Parameter[] = [];
  const add = (name: string, type: Parameter['type'], description: string) =>
    parameters.push({ name, type, description });
  if (formats.length > 1) add('response_format', choice(formats, formats[0]), 'Answer format.');
  if (dryRun) {
    add(dryRun.parameter, { kind: 'boolean', default: dryRun.default }, 'Preview only.');
  }
  if (idempotency) {
    add('idempotency_key', { kind: 'string', minLength: 1, maxLength: 255 }, 'Makes retries safe.');
  }
  const timeout = limits.timeoutParameter;
  if (timeout) add(timeout.name, count(1, timeout.default, timeout.max), 'Most seconds to wait.');
  return parameters;
}
