import type { TypeNode, TypeReference } from '../read/declaration-type.js';
import type { At, Span } from '../read/node.js';
import { type Scope, type TypeSource, typeKey } from './check-scope.js';
import { findType, type TypeContext } from './check-type-context.js';

interface Edge {
  readonly to: TypeSource;
  readonly span: Span;
  /** Says `depth`: the recursion is written out so many times. */
  readonly bounded: boolean;
}

/**
 * Whether a reference is replaced by what it refers to: a context to write it out in, `ended` where its depth is used
 * up, or null where it stays a reference. Inside a type that is written out, whatever leads back to it is too.
 */
export function inlined(
  source: TypeSource,
  depth: At<number> | undefined,
  name: At<string>,
  context: TypeContext,
): TypeContext | 'ended' | null {
  const key = typeKey(source.module, source.name.value);
  const scope = { ...context, module: source.module };
  const remaining = context.unrolling.get(key);
  if (depth) {
    if (!leadsTo(source, new Set([key]), context.scope)) {
      context.scope.log.report('depth-without-recursion', depth.span, { name: name.value });
      return null;
    }
    const left = remaining ?? depth.value;
    return left === 0 ? 'ended' : { ...scope, unrolling: new Map(context.unrolling).set(key, left - 1) };
  }
  if (context.unrolling.size === 0) return null;
  return leadsTo(source, new Set(context.unrolling.keys()), context.scope) ? scope : null;
}

/** Cycles without a `depth`: each is reported once, and gives true for the types in it. */
export function findEndlessTypes(scope: Scope): ReadonlySet<string> {
  const endless = new Set<string>();
  const done = new Set<string>();
  const visit = (source: TypeSource, path: readonly TypeSource[]): void => {
    const at = path.indexOf(source);
    if (at >= 0 || done.has(keyOf(source))) return;
    for (const edge of edgesOf(source, scope)) {
      const start = [...path, source].indexOf(edge.to);
      if (edge.bounded) continue;
      if (start < 0) visit(edge.to, [...path, source]);
      else {
        const cycle = [...path, source].slice(start);
        for (const one of cycle) endless.add(keyOf(one));
        const names = [...cycle, edge.to].map((one) => one.name.value).join(' → ');
        scope.log.report('recursive-type', edge.span, { path: names });
      }
    }
    done.add(keyOf(source));
  };
  for (const module of scope.modules.values()) for (const source of module.types.known.values()) visit(source, []);
  return endless;
}

function leadsTo(source: TypeSource, targets: ReadonlySet<string>, scope: Scope): boolean {
  const seen = new Set<TypeSource>();
  const open = [source];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { to } of edgesOf(next, scope)) {
      if (targets.has(keyOf(to))) return true;
      if (!seen.has(to)) open.push(to);
      seen.add(to);
    }
  }
  return false;
}

function edgesOf(source: TypeSource, scope: Scope): readonly Edge[] {
  const edges: Edge[] = [];
  const reference = (one: TypeReference | undefined, bounded: boolean): void => {
    if (!one) return;
    if ('value' in one) {
      const to = findType(one.value, source.module, scope);
      if (to) edges.push({ to, span: one.span, bounded });
    } else node(one);
  };
  const node = (one: TypeNode): void => {
    const bounded = one.depth !== undefined;
    reference(one.type, bounded);
    reference(one.list_of, bounded);
    reference(one.items, bounded);
    reference(one.map_of, bounded);
    for (const { value } of one.properties?.value ?? []) node(value);
  };
  node(source.node);
  return edges;
}

function keyOf(source: TypeSource): string {
  return typeKey(source.module, source.name.value);
}
