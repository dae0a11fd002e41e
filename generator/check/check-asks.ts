import type { Question } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { checkNameForm } from './check-name.js';
import { checkProperties } from './check-type.js';
import type { TypeChecker } from './check-types.js';

/** Questions in the middle of a call. Clients show a flat form: text, numbers, yes or no, a choice. */
export function checkAsks(keys: ToolKeys, module: string, checker: TypeChecker): readonly Question[] {
  const context = checker.context(module, 'form');
  return (keys.asks?.value ?? []).map(({ key, value }) => {
    checkNameForm(key, 'word', context.scope.log);
    const form = checkProperties(value.form?.value ?? [], context);
    for (const { key: field, value: node } of value.form?.value ?? []) {
      const kind = form.find(({ name }) => name === field.value)?.type.kind;
      if (kind && ['list', 'map', 'object', 'raw'].includes(kind))
        context.scope.log.report('form-not-flat', node.span, { name: field.value });
    }
    return { name: key.value, message: value.message?.value ?? '', form };
  });
}
