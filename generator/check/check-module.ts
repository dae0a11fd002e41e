import { compareText, type Log } from '../diagnostic/diagnostic.js';
import type { Module, Privilege } from '../model.js';
import type { Declaration, DeclarationOf } from '../read/declaration.js';
import type { ModuleKeys } from '../read/declaration-module.js';
import { type Span, toPlace } from '../read/node.js';
import { checkNameForm, checkWireName } from './check-name.js';
import type { ModuleScope, Table, ToolName, TypeSource } from './check-scope.js';

/** Modules with their privileges and the names of their types and tools. `prefixes`: by package, from server.yaml. */
export function checkModules(
  declarations: readonly Declaration[],
  prefixes: ReadonlyMap<string, string>,
  log: Log,
): ReadonlyMap<string, ModuleScope> {
  const byModule = new Map<string, Declaration[]>();
  for (const one of declarations) {
    if (!('module' in one) || one.module === '') continue;
    const files = byModule.get(one.module);
    if (files) files.push(one);
    else byModule.set(one.module, [one]);
  }
  const wireNames = new Map<string, Span>();
  const scopes = [...byModule]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, files]) => checkModule(name, files, { prefixes, wireNames, log }));
  return new Map(scopes.map((scope) => [scope.name, scope]));
}

interface ModuleCheck {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly wireNames: Map<string, Span>;
  readonly log: Log;
}

function checkModule(name: string, files: readonly Declaration[], check: ModuleCheck): ModuleScope {
  const { log } = check;
  const first = files[0]!;
  checkNameForm({ value: name, span: first.span }, 'module', log);
  const declared = files.filter((one) => one.kind === 'module');
  const declaration = declared[0];
  if (!declaration) log.report('missing-module', first.span, { module: name });
  for (const other of declared.slice(1)) {
    const related = [{ span: declaration!.span, message: 'This one was found first.' }];
    log.report('duplicate-module', other.span, { module: name }, { related });
  }
  const head = moduleHead(name, declaration ?? null, first.span, check);
  const tools = new Map<string, ToolName>();
  for (const tool of files.filter((one) => one.kind === 'tool').sort((a, b) => compareText(a.span.file, b.span.file))) {
    const earlier = tools.get(tool.stem);
    if (earlier) {
      const related = [{ span: earlier.declaration.span, message: 'It stands here first.' }];
      log.report('duplicate-tool', tool.span, { name: tool.stem }, { related });
    } else tools.set(tool.stem, nameTool(tool, head, check));
  }
  return { name, keys: declaration?.keys ?? null, head, types: typeTable(files, log), tools };
}

function moduleHead(
  name: string,
  declaration: DeclarationOf<'module'> | null,
  fallback: Span,
  { prefixes, log }: ModuleCheck,
): Omit<Module, 'types'> {
  const keys: ModuleKeys | null = declaration?.keys ?? null;
  for (const { key } of keys?.domains?.value ?? []) checkNameForm(key, 'domain', log);
  for (const group of keys?.privileges?.value ?? []) {
    for (const { key } of [group, ...(group.value.grants?.value ?? [])]) checkNameForm(key, 'privilege part', log);
  }
  const own = keys?.prefix;
  if (own && !/^[a-zA-Z][a-zA-Z0-9_-]*$/.test(own.value))
    log.report('name-style', own.span, { name: own.value, rule: 'letters, digits, dashes and underscores' });
  const source = declaration?.package;
  return {
    name,
    place: toPlace(declaration?.span ?? fallback),
    title: keys?.title?.value ?? name,
    ...(keys?.description ? { description: keys.description.value } : {}),
    prefix: `${(source && prefixes.get(source.name)) ?? ''}${own?.value ?? ''}`,
    naming: { tools: keys?.naming?.tools?.value ?? 'snake', parameters: keys?.naming?.parameters?.value ?? 'snake' },
    envelope: keys?.envelope?.value ?? 'bare',
    domains: Object.fromEntries((keys?.domains?.value ?? []).map(({ key, value }) => [key.value, value.value])),
    privileges: privilegesOf(name, keys).map(({ span: _, ...privilege }) => privilege),
    ...(source ? { package: { name: source.name, resolvers: source.resolvers } } : {}),
  };
}

/** A module's privileges with their places, sorted. */
export function privilegesOf(
  module: string,
  keys: ModuleKeys | null,
): readonly (Privilege & { readonly span: Span })[] {
  const groups = keys?.privileges?.value ?? [];
  const found = groups.flatMap((group) =>
    (group.value.grants?.value ?? []).map(({ key, value }) => {
      const plain = 'value' in value;
      const title = plain ? value.value : (value.title?.value ?? key.value);
      const sensitive = !plain && value.sensitive?.value === true;
      return { name: `${module}:${group.key.value}:${key.value}`, title, sensitive, span: key.span };
    }),
  );
  return found.sort((a, b) => compareText(a.name, b.name));
}

function nameTool(tool: DeclarationOf<'tool'>, head: Omit<Module, 'types'>, { wireNames, log }: ModuleCheck): ToolName {
  const at = (value: string) => ({ value, span: tool.span });
  const dotted = head.naming.tools === 'dotted';
  checkNameForm(at(tool.stem), `tool (${head.naming.tools})`, log);
  checkNameForm(at(tool.domain), 'domain', log);
  const wire = `${head.prefix}${tool.stem.replaceAll('.', '_')}`;
  checkWireName(at(wire), wireNames, log);
  for (const alias of tool.keys?.aliases?.value ?? []) {
    const name = 'value' in alias ? alias : alias.name;
    if (name) checkWireName({ value: name.value.replaceAll('.', '_'), span: name.span }, wireNames, log);
  }
  const { module, domain, stem } = tool;
  return { module, domain, stem, wire, ...(dotted ? { dotted: tool.stem } : {}), declaration: tool };
}

function typeTable(files: readonly Declaration[], log: Log): Table<TypeSource> {
  const sources = files.filter((one) => one.kind === 'types');
  const known = new Map<string, TypeSource>();
  for (const source of sources) {
    for (const { name, node } of source.types ?? []) {
      checkNameForm(name, 'type', log);
      const earlier = known.get(name.value);
      if (earlier) {
        const related = [{ span: earlier.name.span, message: 'It is declared here first.' }];
        log.report('duplicate-type', name.span, { name: name.value }, { related });
      } else known.set(name.value, { module: source.module, name, node });
    }
  }
  return { known, complete: sources.every((one) => one.types !== null) };
}
