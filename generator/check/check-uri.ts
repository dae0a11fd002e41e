import type { Property, TypeDeclaration } from '../model.js';
import type { At } from '../read/node.js';
import { type Scope, typeKey } from './check-scope.js';

/** The parameters of a uri: those of its path, and those of a query at its end, which may be absent. */
export interface UriParts {
  readonly path: readonly string[];
  readonly query: readonly string[];
}

/** The names in braces are the parameters, no more and no fewer, each in a place from which it can be read back. */
export function checkUri(
  uri: At<string>,
  parameters: readonly Property[],
  types: ReadonlyMap<string, TypeDeclaration>,
  { log }: Scope,
): UriParts {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/.test(uri.value)) log.report('bad-uri', uri.span, {});
  const parts = partsOf(uri.value);
  for (const part of strange(uri.value)) log.report('bad-template', uri.span, { part });
  const holes = [...parts.path, ...parts.query];
  const candidates = parameters.map(({ name }) => name);
  for (const name of holes)
    if (!candidates.includes(name)) log.report('unknown-placeholder', uri.span, { name }, { candidates });
  for (const { name, place, type, ...said } of parameters) {
    const declared = type.kind === 'named' ? types.get(typeKey(type.module, type.name)) : undefined;
    const span = { ...place, length: name.length };
    if (!holes.includes(name)) log.report('unused-parameter', span, { name });
    if (said.sensitivity ?? declared?.sensitivity) log.report('sensitive-uri', span, { name });
  }
  return parts;
}

/** The uri with its names taken out: two templates alike in this match the same addresses. */
export function formOf(uri: string): string {
  return uri.replace(/\{\?[^{}]*\}$/, '').replace(/\{[^{}]*\}/g, '{}');
}

/** Whether a uri, its own braces standing for any one part, is one of those that a template means. */
export function matchesUri(template: string, uri: string): boolean {
  const [address = '', query = ''] = uri.replaceAll(/\{\w+\}/g, 'x').split('?');
  const pattern = formOf(template)
    .split('{}')
    .map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'))
    .join('[^/?#]+');
  if (template.includes('?') && !template.includes('{?')) return new RegExp(`^${pattern}$`).test(`${address}?${query}`);
  const names = query === '' ? [] : query.split('&').map((pair) => pair.split('=')[0] ?? '');
  return new RegExp(`^${pattern}$`).test(address) && names.every((name) => partsOf(template).query.includes(name));
}

function partsOf(uri: string): UriParts {
  const query = /\{\?([\w,]+)\}$/.exec(uri)?.[1]?.split(',') ?? [];
  const path = [...uri.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return { path, query };
}

/** What stands in braces and is neither; two parts without a slash between them, which none could tell apart; a name twice; a lone brace. */
function strange(uri: string): readonly string[] {
  const { path, query } = partsOf(uri);
  const rest = uri.replace(/\{\?[\w,]+\}$/, '').replaceAll(/\{\w+\}/g, '');
  const names = [...path, ...query];
  const twice = names.filter((name, index) => name === '' || names.indexOf(name) !== index);
  return [
    ...[...rest.matchAll(/\{[^{}]*\}|[{}]/g)].map(([part]) => part),
    ...[...uri.matchAll(/\{\w+\}(?=[^/{]*\{\w)/g)].map(([part]) => part),
    ...twice.map((name) => `{${name}}`),
  ];
}
