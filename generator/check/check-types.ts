import { compareText } from '../diagnostic/diagnostic.js';
import type { Property, Type, TypeDeclaration } from '../model.js';
import { type Node, type Span, toPlace } from '../read/node.js';
import { checkNameForm } from './check-name.js';
import { checkDescription, refuseWords } from './check-property.js';
import { findEndlessTypes } from './check-recursion.js';
import { type CheckedTypes, type Scope, type TypeSource, typeKey } from './check-scope.js';
import { checkProperties, checkType } from './check-type.js';
import type { TypeContext } from './check-type-context.js';
import { checkValue } from './check-value.js';

const maxNodes = 5_000;

/** Named types and property groups, and a way to check defaults once all of them are known. */
export interface TypeChecker extends CheckedTypes {
  readonly context: (module: string, place: TypeContext['place']) => TypeContext;
  readonly groupSpans: ReadonlyMap<string, Span>;
  /** Compares the defaults seen so far with their types. */
  readonly finish: () => void;
}

export function checkTypes(scope: Scope): TypeChecker {
  const defaults: { readonly type: Type; readonly value: Node }[] = [];
  const context: TypeChecker['context'] = (module, place) => ({
    scope,
    module,
    place,
    later: (type, value) => void defaults.push({ type, value }),
    unrolling: new Map(),
    room: { left: maxNodes },
  });
  const endless = findEndlessTypes(scope);
  const types = new Map<string, TypeDeclaration>();
  for (const module of scope.modules.values()) {
    for (const source of module.types.known.values()) {
      const key = typeKey(source.module, source.name.value);
      types.set(key, declareType(source, context(source.module, 'output'), endless.has(key)));
    }
  }
  const groups = new Map<string, readonly Property[]>();
  const groupSpans = new Map<string, Span>();
  for (const one of scope.declarations) {
    if (one.kind !== 'group') continue;
    const name = { value: one.name, span: one.span };
    checkNameForm(name, 'property group', scope.log);
    const earlier = groupSpans.get(one.name);
    if (earlier) {
      scope.log.report(
        'name-collision',
        one.span,
        { name: one.name },
        { related: [{ span: earlier, message: 'It has the name already.' }] },
      );
    } else {
      groupSpans.set(one.name, one.span);
      groups.set(one.name, checkProperties(one.keys?.properties?.value ?? [], context('', 'input')));
    }
  }
  const finish = (): void => {
    for (const { type, value } of defaults.splice(0)) {
      checkValue(value, type, {
        types,
        refuse: (span, expected) => scope.log.report('default-does-not-fit', span, { expected }),
      });
    }
  };
  return { types, groups, groupSpans, context, finish };
}

function declareType({ module, name, node }: TypeSource, context: TypeContext, endless: boolean): TypeDeclaration {
  const { log } = context.scope;
  refuseWords(node, ['sensitivity', 'trust'], context);
  if (!node.description) log.report('missing-description', name.span, { what: `The type '${name.value}'` });
  else checkDescription(node.description, context.scope);
  const type = endless ? null : checkType(node, context);
  if (type?.kind === 'named') log.report('alias-of-type', node.type!.span, { name: name.value });
  return {
    module,
    name: name.value,
    place: toPlace(name.span),
    description: node.description?.value ?? name.value,
    type: type === null || type.kind === 'named' ? { kind: 'raw', schema: {} } : type,
    ...(node.sensitivity ? { sensitivity: node.sensitivity.value } : {}),
    ...(node.trust ? { trust: node.trust.value } : {}),
  };
}

/** Sorted declarations of one module. */
export function typesOf(module: string, types: CheckedTypes['types']): readonly TypeDeclaration[] {
  return [...types.values()].filter((type) => type.module === module).sort((a, b) => compareText(a.name, b.name));
}
