import type { Log } from '../diagnostic/diagnostic.js';
import { about, byKind, type Entry, type Form, lazy, list, mapOf, type Read, record } from './grammar.js';
import { anyMap, anything, choice, flag, integer, number, text } from './grammar-value.js';
import type { At, MapNode, Node, Span } from './node.js';

/** A type by its name (`ProjectId`, `marketplace.ProjectId`, `string`) or written out. */
export type TypeReference = At<string> | TypeNode;

/** A schema node as written. Which keys go together is the checker's business. */
export interface TypeNode extends Partial<Omit<Read<typeof plainKeys>, 'span' | 'written'>> {
  readonly span: Span;
  readonly list_of?: TypeReference;
  readonly map_of?: TypeReference;
  readonly items?: TypeReference;
  readonly properties?: At<readonly Entry<TypeNode>[]>;
}

const plain = {
  type: about('string, integer, number, boolean, object, array, or a declared type.', text),
  description: about('What a reader must know of it.', text),
  required: about('In an input: must be given.', flag),
  optional: about('In a type: may be absent.', flag),
  nullable: flag,
  default: anything,
  enum: byKind({ list: list(anything), map: mapOf(text) }),
  format: text,
  pattern: text,
  minLength: integer(0),
  maxLength: integer(0),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: number,
  minItems: integer(0),
  maxItems: integer(0),
  uniqueItems: flag,
  open: about('Takes keys that are not known beforehand.', flag),
  depth: about('How often a type may contain itself.', integer(1, 8)),
  one_of_required: about('At least one of these groups is present.', list(list(text))),
  sensitivity: choice(['secret', 'pii']),
  trust: about(
    'Text by strangers, without what hides in it: marked as such on the wire, or only cleaned.',
    choice(['untrusted', 'cleaned']),
  ),
  privilege: about('Left out for callers without it.', text),
  detail: about('Only in the detailed format.', flag),
  accepts: choice(['json_string']),
  header: about('Mirrored as this HTTP header.', text),
  complete: about('Names the completion of a resource parameter.', text),
  raw: about('A JSON Schema fragment, passed through.', anyMap),
} as const;

const plainKeys = record('a schema node', plain);

export const typeNode: Form<TypeNode> = lazy('Type', 'a schema node', () => typeNodeForm);
export const typeReference: Form<TypeReference> = byKind({ scalar: text, map: typeNode });
export const properties = mapOf(typeNode);

/** A schema node's keys, for nodes that have more of their own. */
export const typeKeys = {
  ...plain,
  list_of: typeReference,
  map_of: typeReference,
  items: typeReference,
  properties,
} as const;

const wholeNode = record('a schema node', typeKeys) as Form<TypeNode>;

/** The body of `typeNode`, for the `$defs` of the editor schema. */
export const typeNodeForm: Form<TypeNode> = {
  ...wholeNode,
  read: (node, log) => wholeNode.read(node.kind === 'map' ? withoutComposition(node, log) : node, log),
};

/** Keywords of JSON Schema that people try, and what to write in their place. */
const instead: ReadonlyMap<string, string> = new Map([
  ['oneOf', 'Use an enum, `one_of_required`, or separate tools or actions.'],
  ['anyOf', 'Use an enum, `one_of_required`, or `nullable: true`.'],
  ['allOf', 'Write the properties out, or include a property group.'],
  ['if', 'Use actions, which say what each needs.'],
  ['then', 'Use actions, which say what each needs.'],
  ['else', 'Use actions, which say what each needs.'],
  ['not', 'Say what is allowed.'],
  ['$ref', 'Name a declared type: `type: ProjectId`.'],
  ['$defs', 'Declare types under `types/`.'],
  ['additionalProperties', 'Say `open: true`, or `map_of` for values of one type.'],
]);

/** Where composition stands, nothing else of the type can be said: it counts as a fragment that takes anything. */
function withoutComposition(node: MapNode, log: Log): MapNode {
  const [first, ...more] = node.entries.filter(({ key }) => instead.has(key.value));
  if (!first) return node;
  for (const { key } of [first, ...more]) {
    log.report('composition', key.span, { key: key.value, instead: instead.get(key.value)! });
  }
  const kept = node.entries.filter(({ key }) => ['description', 'required', 'optional'].includes(key.value));
  const anything: MapNode = { kind: 'map', span: first.key.span, entries: [] };
  return { ...node, entries: [...kept, { key: { value: 'raw', span: first.key.span }, value: anything }] };
}

/** A file under `types/` is one type named as the file, or a map of types by name. */
export function isSingleType(node: Node): boolean {
  return node.kind === 'map' && node.entries.some(({ key }) => Object.hasOwn(typeKeys, key.value));
}
