import type { Log } from '../diagnostic/diagnostic.js';
import type { Json } from '../model.js';
import type { Node } from './node.js';

/**
 * What a place in the language may hold: how it is read, and its JSON Schema for editors. A form reports what does not
 * fit and then gives undefined (or as much as could be read), so that one mistake does not hide the next.
 */
export interface Form<T> {
  /** For sentences: `expected {what}`. */
  readonly what: string;
  readonly schema: () => Schema;
  readonly read: (node: Node, log: Log) => T | undefined;
}

export type Schema = { readonly [keyword: string]: Json };
export type Read<F> = F extends Form<infer T> ? T : never;

/** Reports that a node is not what was expected. */
export function mismatch(node: Node, expected: string, log: Log): undefined {
  log.report('wrong-shape', node.span, { expected, found: foundIn(node) });
}

function foundIn(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'boolean') return `${node.value}`;
  if (typeof node.value === 'number') return `the number ${node.value}`;
  return node.value.trim() === '' ? 'empty text' : `the text '${node.value.trim()}'`;
}
