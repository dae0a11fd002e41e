import { outcomeType } from '../emit/outcome-type.js';
import type { ListOutput, ObjectOutput, ObjectType, Property, Tool, Type } from '../model.js';
import type { Lookup } from '../program/lookup.js';

/** The whole of a tool's answer as one type; null for content blocks. Variants are looked at together. */
export function answerType(tool: Tool): Type | null {
  const { output } = tool;
  switch (output.kind) {
    case 'object':
    case 'list':
      return wholeType(tool, output);
    case 'variants':
      return null;
    case 'outcomes':
      return outcomeType(tool, output);
    case 'content':
      return null;
  }
}

/** The answer that is an object or a list, or the variant that is. */
export function wholeType(tool: Tool, output: ObjectOutput | ListOutput): Type {
  if (output.kind === 'object') return output.type;
  const items = property(tool, output.as, { kind: 'list', of: output.of });
  return { kind: 'object', properties: tool.page ? [items, property(tool, 'page', pageType(tool))] : [items] };
}

/** `projects[].project_id` followed into a type; the name that is not there, or null where the path leads somewhere. */
export function brokenStep(
  path: string,
  type: Type,
  lookup: Lookup,
): { readonly name: string; readonly known: readonly string[] } | null {
  let at: Type = lookup.resolve(type);
  for (const step of path.split('.')) {
    const [name, ...brackets] = step.split('[');
    if (at.kind === 'raw') return null;
    if (at.kind === 'map') at = lookup.resolve(at.of);
    else {
      if (at.kind !== 'object') return { name: name!, known: [] };
      const found = at.properties.find((one) => one.name === name);
      if (!found) return at.open ? null : { name: name!, known: at.properties.map((one) => one.name) };
      at = lookup.resolve(found.type);
    }
    for (const _ of brackets) {
      if (at.kind !== 'list') return { name: `${name}[]`, known: [] };
      at = lookup.resolve(at.of);
    }
  }
  return null;
}

function pageType(tool: Tool): ObjectType {
  const words = {
    limit_offset: ['limit', 'offset'],
    page_limit: ['page', 'limit'],
    page_size: ['page', 'page_size'],
  } as const;
  const numbers = [...words[tool.page!.style], 'total'].map((name) => property(tool, name, { kind: 'integer' }));
  return { kind: 'object', properties: [...numbers, property(tool, 'has_more', { kind: 'boolean' })] };
}

function property(tool: Tool, name: string, type: Type): Property {
  return { name, place: tool.place, type, description: '', required: true };
}
