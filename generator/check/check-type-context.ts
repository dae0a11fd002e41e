import type { Type } from '../model.js';
import type { At, Node } from '../read/node.js';
import { type Scope, type TypeSource, typeKey } from './check-scope.js';

/** Where a type stands, and what it may look up. */
export interface TypeContext {
  readonly scope: Scope;
  /** Empty in groups, whose types are all written `module.Type`. */
  readonly module: string;
  readonly place: 'input' | 'output' | 'parameter' | 'form';
  /** Checks that need every type to be known: defaults. */
  readonly later: (type: Type, value: Node) => void;
  /** Types that are being written out in full, and how often each still may be. */
  readonly unrolling: ReadonlyMap<string, number>;
  /** How many nodes may still be written out. */
  readonly room: { left: number };
}

export const builtins = ['string', 'integer', 'number', 'boolean', 'object', 'array'];

/** The declaration that a capitalised name means. */
export function resolveType(name: At<string>, { scope, module }: TypeContext): TypeSource | null {
  const found = findType(name.value, module, scope);
  if (found) return found;
  const [first, rest] = name.value.split('.');
  const table = scope.modules.get(rest === undefined ? module : first!)?.types;
  if (table && !table.complete) return null;
  const own = [...(scope.modules.get(module)?.types.known.keys() ?? [])];
  const others = [...scope.modules.values()].flatMap((one) =>
    [...one.types.known.keys()].map((key) => typeKey(one.name, key)),
  );
  const elsewhere = others.find((key) => key.endsWith(`.${name.value}`));
  const other = elsewhere ? scope.modules.get(elsewhere.split('.')[0]!)?.types.known.get(name.value) : undefined;
  const related = other
    ? [{ span: other.name.span, message: `Another module declares it: write '${elsewhere}'.` }]
    : [];
  const declared = (one: string) => findType(one, module, scope)?.name.span;
  const candidates = [...builtins, ...own, ...others];
  scope.log.report('unknown-type', name.span, { name: name.value }, { candidates, declared, related });
  return null;
}

export function findType(name: string, module: string, scope: Scope): TypeSource | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return scope.modules.get(module)?.types.known.get(name);
  return scope.modules.get(name.slice(0, dot))?.types.known.get(name.slice(dot + 1));
}
