import type { Property, Resource } from '../model.js';
import type { DeclarationOf } from '../read/declaration.js';
import type { ResourceKeys } from '../read/declaration-module.js';
import { type At, toPlace } from '../read/node.js';
import { checkAudience, checkContext, checkRequires } from './check-access.js';
import { checkDescription } from './check-property.js';
import type { Scope } from './check-scope.js';
import { checkProperties, checkReference } from './check-type.js';
import type { TypeChecker } from './check-types.js';

export function checkResource(
  resource: DeclarationOf<'resource'>,
  keys: ResourceKeys,
  scope: Scope,
  checker: TypeChecker,
): Resource {
  const { module, stem } = resource;
  const parameters = checkProperties(keys.parameters?.value ?? [], checker.context(module, 'parameter'));
  const template = keys.uri ? checkUri(keys.uri, parameters, scope) : false;
  const { output, cache } = keys;
  const type = output && !('value' in output) ? checkReference(output, checker.context(module, 'output')) : null;
  return {
    module,
    stem,
    place: toPlace(resource.span),
    uri: keys.uri?.value ?? '',
    template,
    title: keys.title?.value ?? stem,
    description: keys.description ? checkDescription(keys.description, scope) : '',
    mimeType: checkMimeType(keys.mime_type, scope),
    audience: checkAudience(keys.audience, scope),
    context: checkContext(keys.context, scope),
    requires: checkRequires(keys.requires, { module, scope, properties: parameters, types: checker.types }),
    // A part of an address is always there.
    parameters: parameters.map((property) => ({ ...property, required: true })),
    output: type ? { kind: 'type', type } : { kind: output && 'value' in output ? output.value : 'text' },
    subscribe: keys.subscribe?.value ?? false,
    ...(cache?.ttl && cache.scope ? { cache: { ttlMs: cache.ttl.value, scope: cache.scope.value } } : {}),
  };
}

/** The names in braces are the parameters, no more and no fewer. */
function checkUri(uri: At<string>, parameters: readonly Property[], { log }: Scope): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/.test(uri.value)) log.report('bad-uri', uri.span, {});
  const holes = [...uri.value.matchAll(/\{[?&]?([^{}]*)\}/g)].flatMap(([, names]) => names!.split(','));
  const candidates = parameters.map(({ name }) => name);
  for (const name of holes)
    if (!candidates.includes(name)) log.report('unknown-placeholder', uri.span, { name }, { candidates });
  for (const { name, place } of parameters) {
    if (!holes.includes(name)) log.report('unused-parameter', { ...place, length: name.length }, { name });
  }
  return holes.length > 0;
}

function checkMimeType(mimeType: At<string> | undefined, { log }: Scope): string {
  if (mimeType && !/^[a-z]+\/[a-z0-9.+-]+(;.*)?$/.test(mimeType.value)) {
    log.report('wrong-shape', mimeType.span, {
      expected: 'a media type such as application/json',
      found: `the text '${mimeType.value}'`,
    });
  }
  return mimeType?.value ?? 'text/plain';
}
