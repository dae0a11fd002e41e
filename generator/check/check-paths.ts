import { outcomeType } from '../emit/outcome-type.js';
import type { ObjectType, Output, Property, Tool, Type } from '../model.js';
import type { Lookup } from '../program/lookup.js';

/** The whole of a tool's answer, or of one variant, as one type; null for content blocks and for all variants together. */
export function answerType(tool: Tool, output: Output = tool.output): Type | null {
  switch (output.kind) {
    case 'object':
      return output.type;
    case 'list': {
      const items = property(tool, output.as, { kind: 'list', of: output.of });
      return { kind: 'object', properties: tool.page ? [items, property(tool, 'page', pageType(tool))] : [items] };
    }
    case 'variants':
      return null;
    case 'outcomes':
      return outcomeType(tool, output);
    case 'content':
      return null;
  }
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
