import type { Question, Type } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { checkNameForm } from './check-name.js';
import { type CheckedTypes, typeKey } from './check-scope.js';
import { checkProperties } from './check-type.js';
import type { TypeChecker } from './check-types.js';

/** Questions in the middle of a call. Clients show a flat form: text, numbers, yes or no, one choice or several. */
export function checkAsks(asks: ToolKeys['asks'], module: string, checker: TypeChecker): readonly Question[] {
  const context = checker.context(module, 'form');
  return (asks?.value ?? []).map(({ key, value }) => {
    checkNameForm(key, 'word', context.scope.log);
    const form = checkProperties(value.form?.value ?? [], context);
    for (const { key: field, value: node } of value.form?.value ?? []) {
      const type = form.find(({ name }) => name === field.value)?.type;
      if (type && !isFlat(type, checker.types)) {
        context.scope.log.report('form-not-flat', node.span, { name: field.value });
      }
    }
    return { name: key.value, message: value.message?.value ?? '', form };
  });
}

/** What the protocol's forms can say. There nothing is null: what is left out is not given. */
function isFlat(type: Type, types: CheckedTypes['types']): boolean {
  if (type.nullable) return false;
  switch (type.kind) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return true;
    case 'enum':
      return isChoice(type);
    case 'list':
      return !type.of.nullable && isChoice(resolved(type.of, types));
    case 'named':
      return isFlat(resolved(type, types), types);
    case 'raw':
      return ['string', 'integer', 'number', 'boolean'].includes(String(type.schema.type));
    default:
      return false;
  }
}

function isChoice(type: Type): boolean {
  return type.kind === 'enum' && type.values.every((value) => typeof value === 'string');
}

function resolved(type: Type, types: CheckedTypes['types']): Type {
  // One that is not declared has a diagnostic already.
  if (type.kind !== 'named') return type;
  return types.get(typeKey(type.module, type.name))?.type ?? { kind: 'boolean' };
}
