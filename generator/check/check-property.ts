import type { Property, Trust, Type } from '../model.js';
import type { TypeNode } from '../read/declaration-type.js';
import type { Entry } from '../read/grammar.js';
import { type At, toPlace } from '../read/node.js';
import { checkNameForm } from './check-name.js';
import { resolvePrivilege, type Scope } from './check-scope.js';
import { findType, type TypeContext } from './check-type-context.js';

export const maxDescription = 1024;

type Word =
  | 'required'
  | 'optional'
  | 'sensitivity'
  | 'trust'
  | 'privilege'
  | 'detail'
  | 'accepts'
  | 'header'
  | 'complete';

const wordsOf: Readonly<Record<TypeContext['place'], readonly Word[]>> = {
  input: ['required', 'sensitivity', 'accepts', 'header'],
  output: ['optional', 'sensitivity', 'trust', 'privilege', 'detail'],
  parameter: ['required', 'sensitivity', 'complete'],
  form: ['required'],
};
const propertyWords: readonly Word[] = [
  'required',
  'optional',
  'sensitivity',
  'trust',
  'privilege',
  'detail',
  'accepts',
  'header',
  'complete',
];
const reasons: Readonly<Record<Word, string>> = {
  required: 'in a type every property is present unless it says `optional: true`',
  optional: 'in an input every property is optional unless it says `required: true`',
  sensitivity: 'it belongs to a property or a declared type',
  trust: 'it belongs to a property of a type',
  privilege: 'it belongs to a property of a type',
  detail: 'it belongs to a property of a type',
  accepts: 'it belongs to a property of an input',
  header: 'it belongs to a property of an input',
  complete: "it belongs to a resource's parameter or a prompt's argument",
};

/** Reports words that mean nothing where the node stands. */
export function refuseWords(node: TypeNode, allowed: readonly Word[], context: TypeContext): void {
  for (const word of propertyWords) {
    const written = node[word];
    if (written && !allowed.includes(word))
      context.scope.log.report('misplaced-word', written.span, { word, reason: reasons[word] });
  }
}

/** Everything of a property but its type. */
export function propertyOf({ key, value: node }: Entry<TypeNode>, type: Type, context: TypeContext): Property {
  const { scope, module } = context;
  if (node.trust && context.place === 'output' && !mayHoldText(type, node.trust.value))
    scope.log.report('trust-not-text', node.trust.span, { trust: node.trust.value });
  if (node.accepts && ['string', 'boolean', 'enum'].includes(type.kind)) {
    scope.log.report('accepts-not-structure', node.accepts.span, {});
  }
  const privilege = node.privilege ? resolvePrivilege(node.privilege, module, scope) : null;
  const required = context.place === 'output' ? node.optional?.value !== true : node.required?.value === true;
  return {
    name: key.value,
    place: toPlace(key.span),
    type,
    description: describe(node, context)?.value ?? '',
    required,
    ...(node.sensitivity ? { sensitivity: node.sensitivity.value } : {}),
    ...(node.trust ? { trust: node.trust.value } : {}),
    ...(privilege === null ? {} : { privilege }),
    ...(node.detail?.value ? { detail: true as const } : {}),
    ...(node.accepts ? { accepts: node.accepts.value } : {}),
    ...(node.header ? { header: node.header.value } : {}),
    ...(node.complete ? { complete: node.complete.value } : {}),
  };
}

/** A fragment says its own form, which wrapped text would not fit. */
function mayHoldText(type: Type, trust: Trust): boolean {
  if (type.kind === 'raw') return trust === 'cleaned';
  return ['string', 'named', 'list'].includes(type.kind) || (type.kind === 'object' && type.open === true);
}

/** What can be said of a property whatever its type: its name, its words, its description. */
export function checkPropertyHead({ key, value: node }: Entry<TypeNode>, context: TypeContext): void {
  checkPropertyName(key, context);
  refuseWords(node, wordsOf[context.place], context);
  const description = describe(node, context);
  if (description) checkDescription(description, context.scope);
  else if (context.place !== 'form' && !hasUnreadType(node, context)) {
    context.scope.log.report('missing-description', key.span, { what: `The property '${key.value}'` });
  }
}

function checkPropertyName(key: At<string>, { scope, module, place }: TypeContext): void {
  if (place === 'output') checkNameForm(key, 'property', scope.log);
  else if (place === 'form' || module === '') checkNameForm(key, 'word', scope.log);
  else checkPropertyStyle(key, module, scope);
}

/** An input's name against the style of its module. */
export function checkPropertyStyle(key: At<string>, module: string, scope: Scope): void {
  const style = scope.modules.get(module)?.head.naming.parameters;
  checkNameForm(key, style ? `parameter (${style})` : 'word', scope.log);
}

/** Its own description, or that of the type it refers to. */
function describe(node: TypeNode, context: TypeContext): At<string> | undefined {
  return node.description ?? inherited(node, context);
}

/** A type that is not declared has no description to inherit, and a diagnostic already. */
function hasUnreadType(node: TypeNode, { module, scope }: TypeContext): boolean {
  return node.type !== undefined && /^[A-Z]|\./.test(node.type.value) && !findType(node.type.value, module, scope);
}

function inherited(node: TypeNode, { scope, module }: TypeContext): At<string> | undefined {
  const references = [node.type, node.list_of, node.items, node.map_of];
  for (const reference of references) {
    if (!reference) continue;
    const description =
      'value' in reference ? findType(reference.value, module, scope)?.node.description : reference.description;
    if (description) return description;
  }
  return undefined;
}

/** The text, one that is too long reported. */
export function checkDescription(description: At<string>, { log }: Scope): string {
  const length = [...description.value].length;
  if (length > maxDescription) log.report('description-too-long', description.span, { length, max: maxDescription });
  return description.value;
}
