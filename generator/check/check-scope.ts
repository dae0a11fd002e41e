import type { Log } from '../diagnostic/diagnostic.js';
import type { Failure, Module, Privilege, Property, TypeDeclaration } from '../model.js';
import type { Declaration, DeclarationOf } from '../read/declaration.js';
import type { ModuleKeys } from '../read/declaration-module.js';
import type { TypeNode } from '../read/declaration-type.js';
import type { At, Span } from '../read/node.js';

/**
 * Names of one kind. Where a file that declares some could not be read, the table is not complete, and a name that is
 * not in it is no mistake: the file's own diagnostic says enough.
 */
export interface Table<T> {
  readonly known: ReadonlyMap<string, T>;
  readonly complete: boolean;
}

/** A tool's names, known from its path before its content is looked at. */
export interface ToolName {
  readonly module: string;
  readonly domain: string;
  readonly stem: string;
  readonly wire: string;
  readonly dotted?: string;
  readonly declaration: DeclarationOf<'tool'>;
}

export interface TypeSource {
  readonly module: string;
  readonly name: At<string>;
  readonly node: TypeNode;
}

/** A module without its types, which are checked later. */
export interface ModuleScope {
  readonly name: string;
  readonly keys: ModuleKeys | null;
  readonly head: Omit<Module, 'types'>;
  readonly types: Table<TypeSource>;
  /** By stem. */
  readonly tools: ReadonlyMap<string, ToolName>;
}

/** All that a check may look up. */
export interface Scope {
  readonly log: Log;
  readonly declarations: readonly Declaration[];
  readonly server: DeclarationOf<'server'>;
  readonly modules: ReadonlyMap<string, ModuleScope>;
  readonly privileges: Table<Privilege & { readonly span: Span }>;
  readonly audiences: Table<Span>;
  readonly contexts: Table<Span>;
  readonly roles: Table<Span>;
  readonly principals: Table<Span>;
  readonly errors: ReadonlyMap<string, Failure>;
}

/** Checked named types, and checked groups; grows while they are checked. */
export interface CheckedTypes {
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  readonly groups: ReadonlyMap<string, readonly Property[]>;
}

export function typeKey(module: string, name: string): string {
  return `${module}.${name}`;
}

/** `rotate` of the same module or `module/rotate`; null, and a diagnostic, where there is none. */
export function resolveTool(reference: At<string>, module: string, scope: Scope): ToolName | null {
  const found = findTool(reference.value, module, scope);
  if (found) return found;
  const candidates = [
    ...(scope.modules.get(module)?.tools.keys() ?? []),
    ...[...scope.modules.values()].flatMap((one) => [...one.tools.keys()].map((stem) => `${one.name}/${stem}`)),
  ];
  const declared = (name: string) => findTool(name, module, scope)?.declaration.span;
  scope.log.report('unknown-tool', reference.span, { name: reference.value }, { candidates, declared });
  return null;
}

export function findTool(reference: string, module: string, scope: Scope): ToolName | undefined {
  const slash = reference.indexOf('/');
  if (slash < 0) return scope.modules.get(module)?.tools.get(reference);
  return scope.modules.get(reference.slice(0, slash))?.tools.get(reference.slice(slash + 1));
}

/** Module-qualified; `project:rotate` is of the module at hand, `shop:order:read` of another. */
export function resolvePrivilege(reference: At<string>, module: string, scope: Scope): string | null {
  const parts = reference.value.split(':').length;
  const name = parts === 2 && module !== '' ? `${module}:${reference.value}` : reference.value;
  if (scope.privileges.known.has(name)) return name;
  if (!scope.privileges.complete) return null;
  const known = [...scope.privileges.known.keys()];
  const own = known.filter((one) => one.startsWith(`${module}:`)).map((one) => one.slice(module.length + 1));
  const candidates = parts === 2 ? own : known;
  const declared = (one: string) => scope.privileges.known.get(parts === 2 ? `${module}:${one}` : one)?.span;
  scope.log.report('unknown-privilege', reference.span, { name: reference.value }, { candidates, declared });
  return null;
}

type ServerTable = 'audiences' | 'contexts' | 'roles' | 'principals';
const words = { audiences: 'audience', contexts: 'context', roles: 'role', principals: 'principal' } as const;

/** Whether server.yaml declares the name; a diagnostic where it does not. */
export function checkName(reference: At<string>, kind: ServerTable, scope: Scope): boolean {
  const table: Table<Span> = scope[kind];
  if (table.known.has(reference.value)) return true;
  if (!table.complete) return false;
  const declared = (name: string) => table.known.get(name);
  const extras = { candidates: table.known.keys(), declared };
  scope.log.report('unknown-name', reference.span, { name: reference.value, kind: words[kind] }, extras);
  return false;
}
