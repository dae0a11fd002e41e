import type { Example, Resource } from '../model.js';
import type { DeclarationOf } from '../read/declaration.js';
import type { ResourceKeys } from '../read/declaration-module.js';
import { type At, toPlace } from '../read/node.js';
import { checkAudience, checkContext, checkRequires } from './check-access.js';
import { readExamples, readStep } from './check-examples.js';
import { checkIcons } from './check-icons.js';
import { checkPlain } from './check-plain.js';
import { checkDescription } from './check-property.js';
import type { Scope } from './check-scope.js';
import { checkProperties, checkReference } from './check-type.js';
import type { TypeChecker } from './check-types.js';
import { checkUri } from './check-uri.js';

export function checkResource(
  resource: DeclarationOf<'resource'>,
  keys: ResourceKeys,
  scope: Scope,
  checker: TypeChecker,
): Resource {
  const { module, stem } = resource;
  const declared = checkProperties(keys.parameters?.value ?? [], checker.context(module, 'parameter'));
  checkPlain(declared, checker.types, scope);
  const parts = keys.uri ? checkUri(keys.uri, declared, checker.types, scope) : { path: [], query: [] };
  const { output } = keys;
  const type = output && !('value' in output) ? checkReference(output, checker.context(module, 'output')) : null;
  const mimeType = checkMimeType(keys.mime_type, scope);
  if (type && keys.mime_type && !/^application\/([\w.-]+\+)?json\b/.test(mimeType)) {
    scope.log.report('not-json', keys.mime_type.span, { mime: mimeType });
  }
  const parameters = declared.map((property) =>
    // A part of a path is always there.
    parts.path.includes(property.name) ? { ...property, required: true } : property,
  );
  const access = {
    audience: checkAudience(keys.audience, scope),
    context: checkContext(keys.context, scope),
    requires: checkRequires(keys.requires, { module, scope, properties: parameters, types: checker.types }),
  };
  return {
    module,
    stem,
    name: `${scope.modules.get(module)?.head.prefix ?? ''}${stem}`,
    place: toPlace(resource.span),
    uri: keys.uri?.value ?? '',
    template: parts.path.length + parts.query.length > 0,
    title: keys.title?.value ?? stem,
    description: keys.description ? checkDescription(keys.description, scope) : '',
    icons: checkIcons(keys.icons, scope.log),
    ...checkAnnotations(keys, scope),
    mimeType,
    ...access,
    parameters,
    output: type ? { kind: 'type', type } : { kind: output && 'value' in output ? output.value : 'text' },
    subscribe: keys.subscribe?.value ?? false,
    ...checkCache(keys, access, scope),
    examples: readChanging(keys, module, scope),
  };
}

/** Examples, and the calls that change what they read; a resource that can be subscribed to has one. */
function readChanging(keys: ResourceKeys, module: string, scope: Scope): readonly Example[] {
  const examples = readExamples(keys, module, scope);
  const changing = (keys.examples?.value ?? []).map((example) => example.changed_by);
  const { subscribe } = keys;
  if (subscribe?.value && changing.every((one) => one === undefined)) {
    scope.log.report('no-change-example', subscribe.span, {});
  }
  return examples.map((example, index) => {
    const given = changing[index];
    return given ? { ...example, changedBy: readStep(given, new Set(), { module, scope }) } : example;
  });
}

function checkAnnotations({ annotations }: ResourceKeys, { log }: Scope): Pick<Resource, 'annotations'> {
  if (!annotations) return {};
  const { audience, priority } = annotations;
  if (priority && (priority.value < 0 || priority.value > 1)) {
    log.report('wrong-shape', priority.span, { expected: 'a number from 0 to 1', found: String(priority.value) });
  }
  return {
    annotations: {
      ...(audience ? { audience: audience.value.map(({ value }) => value) } : {}),
      ...(priority ? { priority: priority.value } : {}),
    },
  };
}

/** A public cache asks nobody who they are. */
function checkCache(
  { cache }: ResourceKeys,
  { audience, context, requires }: Pick<Resource, 'audience' | 'context' | 'requires'>,
  scope: Scope,
): Pick<Resource, 'cache'> {
  if (!cache?.ttl || !cache.scope) return {};
  const forAll = context === null && requires.length === 0 && audience.length === scope.audiences.known.size;
  if (cache.scope.value === 'public' && !forAll) scope.log.report('too-public', cache.scope.span, {});
  return { cache: { ttlMs: cache.ttl.value, scope: cache.scope.value } };
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
