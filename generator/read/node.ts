import type { Json, Place, Scalar } from '../model.js';

/** Where something stands and how many characters of its first line it covers. */
export interface Span extends Place {
  readonly length: number;
}

/** A value together with where it was written. */
export interface At<T> {
  readonly value: T;
  readonly span: Span;
}

/** YAML text after parsing: plain data in which every node knows its place. Aliases, tags and merge keys are gone. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: Scalar;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Node[];
}

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly { readonly key: At<string>; readonly value: Node }[];
}

export function toPlace({ file, line, column }: Place): Place {
  return { file, line, column };
}

export function toJson(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toJson);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, toJson(value)]));
  }
}

/** A map's value under a key. */
export function childOf(node: Node, key: string): Node | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key.value === key)?.value : undefined;
}
