import type { Log } from '../diagnostic/diagnostic.js';
import {
  type GroupKeys,
  groupForm,
  type ModuleKeys,
  moduleForm,
  type PromptKeys,
  promptForm,
  type ResourceKeys,
  resourceForm,
} from './declaration-module.js';
import { type ServerKeys, serverForm } from './declaration-server.js';
import { type ToolKeys, toolForm } from './declaration-tool.js';
import { isSingleType, type TypeNode, typeNode } from './declaration-type.js';
import { type Form, mapOf } from './grammar.js';
import type { At, Node, Span } from './node.js';
import type { Source, SourcePackage } from './source.js';

/** One file's content, by the kind that its path gives it. `keys` is null where the file could not be read. */
export type Declaration =
  | { readonly kind: 'server'; readonly span: Span; readonly keys: ServerKeys | null }
  | (InModule & { readonly kind: 'group'; readonly name: string; readonly keys: GroupKeys | null })
  | (InModule & { readonly kind: 'module'; readonly keys: ModuleKeys | null })
  | (InModule & {
      readonly kind: 'types';
      readonly types: readonly { readonly name: At<string>; readonly node: TypeNode }[] | null;
    })
  | (InModule & {
      readonly kind: 'tool';
      readonly domain: string;
      readonly stem: string;
      readonly keys: ToolKeys | null;
    })
  | (InModule & { readonly kind: 'resource'; readonly stem: string; readonly keys: ResourceKeys | null })
  | (InModule & { readonly kind: 'prompt'; readonly stem: string; readonly keys: PromptKeys | null });

interface InModule {
  readonly span: Span;
  /** Empty for groups, which stand beside the modules. */
  readonly module: string;
  readonly package?: SourcePackage;
}

export type DeclarationOf<Kind extends Declaration['kind']> = Extract<Declaration, { kind: Kind }>;

/**
 * What a file declares, its keys read and their shapes checked; null for a file that has no place in the spec.
 * `specRoot` is the folder of server.yaml, with a slash at its end.
 */
export function declare(source: Source, node: Node | null, specRoot: string, log: Log): Declaration | null {
  const span: Span = { file: source.path, line: 1, column: 1, length: 1 };
  const root = source.package ? `${source.package.root}/` : specRoot;
  const refuse = (why: string): null => {
    log.report('misplaced-file', span, { why });
    return null;
  };
  if (!source.path.startsWith(root)) return refuse(`It is outside of ${root}.`);
  const path = source.path.slice(root.length);
  if (!path.endsWith('.yaml')) return refuse('Files of the spec end in .yaml.');
  const parts = path.slice(0, -'.yaml'.length).split('/');
  const [module, folder, stem] = parts as [string, string?, string?];
  const base = { span, module, ...(source.package ? { package: source.package } : {}) };

  if (parts.length === 1) {
    if (module !== 'server') return refuse('Only server.yaml stands at the top of the spec.');
    if (source.package) return refuse('A package cannot bring a server.yaml.');
    return { kind: 'server', span, keys: read(serverForm, node, log) };
  }
  if (module === 'groups' && parts.length === 2) {
    return { ...base, kind: 'group', module: '', name: folder!, keys: read(groupForm, node, log) };
  }
  if (module === 'server' || module === 'groups') return refuse(`'${module}' cannot be a module.`);
  if (parts.length === 2) {
    if (folder !== 'module') return refuse('A tool stands in <module>/<domain>/<tool>.yaml.');
    return { ...base, kind: 'module', keys: read(moduleForm, node, log) };
  }
  if (parts.length > 3) return refuse('A tool stands in <module>/<domain>/<tool>.yaml, no deeper.');
  switch (folder) {
    case 'types':
      return { ...base, kind: 'types', types: readTypes(node, stem!, span, log) };
    case 'resources':
      return { ...base, kind: 'resource', stem: stem!, keys: read(resourceForm, node, log) };
    case 'prompts':
      return { ...base, kind: 'prompt', stem: stem!, keys: read(promptForm, node, log) };
    case 'entities':
      log.report('entities-not-built', node?.span ?? span, {});
      return null;
    default:
      return { ...base, kind: 'tool', domain: folder!, stem: stem!, keys: read(toolForm, node, log) };
  }
}

function read<T>(form: Form<T>, node: Node | null, log: Log): T | null {
  return node === null ? null : (form.read(node, log) ?? null);
}

function readTypes(node: Node | null, stem: string, span: Span, log: Log) {
  if (node === null) return null;
  if (isSingleType(node)) {
    const single = typeNode.read(node, log);
    return single ? [{ name: { value: stem, span }, node: single }] : [];
  }
  const many = mapOf(typeNode).read(node, log)?.value ?? [];
  return many.map(({ key, value }) => ({ name: key, node: value }));
}
