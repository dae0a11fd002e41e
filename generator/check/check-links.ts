import type { Program, Property, Tool, TypeDeclaration } from '../model.js';
import { addedProperties } from '../program/effective-input.js';
import type { Lookup } from '../program/lookup.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { answerType, brokenStep } from './check-paths.js';
import type { Scope, ToolName } from './check-scope.js';
import { typeKey } from './check-scope.js';

/** A tool with what was written of it, for checks that need all tools. */
export interface CheckedTool {
  readonly name: ToolName;
  readonly keys: ToolKeys;
  readonly tool: Tool;
}

/** The program as far as it stands, while its last checks are made. */
export interface Whole {
  readonly scope: Scope;
  readonly program: Program;
  readonly lookup: Lookup;
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** By wire name. */
  readonly tools: ReadonlyMap<string, Tool>;
}

/** Names that the language adds to an input must be free. */
export function checkAddedNames({ keys, tool }: CheckedTool, { scope, program }: Whole): void {
  const own = new Map(tool.input.properties.map((property) => [property.name, property]));
  const added = new Set<string>();
  for (const { name } of addedProperties(program, tool)) {
    const earlier = own.get(name);
    const span = earlier ? { ...earlier.place, length: name.length } : keys.span;
    if (earlier || added.has(name)) scope.log.report('added-name', span, { name });
    added.add(name);
  }
}

/** Follows each feed into the answer it names, and asks for one where an id would fall from the sky. */
export function checkFeedPaths({ keys, tool }: CheckedTool, { scope, lookup, tools }: Whole): void {
  for (const { key, value } of keys.feeds?.value ?? []) {
    const feed = tool.feeds[key.value];
    const source = feed && tools.get(feed.tool);
    const answer = source && answerType(source);
    const broken = answer && brokenStep(feed.path, answer, lookup);
    if (broken)
      scope.log.report(
        'unknown-property',
        value.span,
        { name: broken.name, of: `the answer of ${source.name}` },
        { candidates: broken.known },
      );
  }
  for (const property of tool.input.properties) {
    if (property.required && isReference(property) && !Object.hasOwn(tool.feeds, property.name)) {
      scope.log.report('no-feed', { ...property.place, length: property.name.length }, { name: property.name });
    }
  }
}

/** An id says nothing to a person: its value comes from another tool's answer. */
function isReference({ name, type }: Property): boolean {
  const named = type.kind === 'list' ? type.of : type;
  return /(^|_)ids?$|[a-z]Ids?$/.test(name) || (named.kind === 'named' && /[a-z]Id$/.test(named.name));
}

/** Whether an answer holds anything secret, however deep. */
export function answersSecrets(tool: Tool, types: ReadonlyMap<string, TypeDeclaration>): boolean {
  const seen = new Set<string>();
  const inProperties = (properties: readonly Property[]): boolean =>
    properties.some((property) => property.sensitivity === 'secret' || inType(property.type));
  const inType = (type: Property['type']): boolean => {
    switch (type.kind) {
      case 'named': {
        const key = typeKey(type.module, type.name);
        if (seen.has(key)) return false;
        seen.add(key);
        const declared = types.get(key);
        return declared?.sensitivity === 'secret' || (declared !== undefined && inType(declared.type));
      }
      case 'list':
      case 'map':
        return inType(type.of);
      case 'object':
        return inProperties(type.properties);
      default:
        return false;
    }
  };
  const { output } = tool;
  return (output.kind === 'variants' ? output.variants : [output]).some((one) => {
    const answer = answerType(tool, one);
    return answer !== null && inType(answer);
  });
}
