import safeRegex from 'safe-regex2';
import type { NumberType, Scalar, StringType, Type } from '../model.js';
import type { TypeNode } from '../read/declaration-type.js';
import type { At } from '../read/node.js';
import type { Scope } from './check-scope.js';
import type { TypeContext } from './check-type-context.js';
import { knownFormats } from './check-value.js';

export function stringType(node: TypeNode, context: TypeContext): StringType {
  const { log } = context.scope;
  checkOrder(node, 'minLength', 'maxLength', context);
  if (node.format && !knownFormats.includes(node.format.value)) {
    log.report('unknown-format', node.format.span, { name: node.format.value }, { candidates: knownFormats });
  }
  if (node.pattern) checkPattern(node.pattern, context.scope);
  return { kind: 'string', ...pick(node, ['format', 'pattern', 'minLength', 'maxLength']) };
}

/** A pattern must be a regular expression, and one that cannot be made to run for ever. */
export function checkPattern(pattern: At<string>, { log }: Scope): void {
  try {
    new RegExp(pattern.value, 'u');
  } catch (error) {
    log.report('bad-pattern', pattern.span, { problem: String(error).replace(/^.*: /, '') });
    return;
  }
  if (!safeRegex(pattern.value)) log.report('unsafe-pattern', pattern.span, {});
}

export function numberType(kind: 'integer' | 'number', node: TypeNode, context: TypeContext): NumberType {
  checkOrder(node, 'minimum', 'maximum', context);
  checkOrder(node, 'exclusiveMinimum', 'exclusiveMaximum', context);
  if (node.multipleOf && node.multipleOf.value <= 0)
    context.scope.log.report('wrong-shape', node.multipleOf.span, {
      expected: 'a number above 0',
      found: `the number ${node.multipleOf.value}`,
    });
  return { kind, ...pick(node, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) };
}

export function enumType(node: TypeNode, { scope: { log } }: TypeContext): Type | null {
  const written = node.enum!.value;
  const numeric = node.type?.value === 'integer' || node.type?.value === 'number';
  const items: { value: Scalar; title?: string; span: TypeNode['span'] }[] = [];
  for (const item of written) {
    if ('key' in item)
      items.push({
        value: numeric ? Number(item.key.value) : item.key.value,
        title: item.value.value,
        span: item.key.span,
      });
    else if (item.kind === 'scalar' && item.value !== null) items.push({ value: item.value, span: item.span });
    else
      log.report('wrong-shape', item.span, {
        expected: 'text or a number',
        found: item.kind === 'scalar' ? 'nothing' : `a ${item.kind}`,
      });
  }
  if (items.length === 0) log.report('empty', node.enum!.span, { key: 'enum', what: 'value' });
  const fits = (value: Scalar) =>
    numeric
      ? typeof value === 'number' && (node.type?.value === 'number' || Number.isInteger(value))
      : node.type
        ? typeof value === 'string'
        : true;
  items.forEach(({ value, span }, index) => {
    if (!fits(value)) log.report('enum-value', span, { value: String(value), type: node.type!.value });
    if (items.findIndex((one) => one.value === value) < index)
      log.report('duplicate-value', span, { value: String(value) });
  });
  const titles = items.map(({ title }) => title);
  const values = items.map(({ value }) => value);
  return titles.every((title) => title !== undefined) && titles.length > 0
    ? { kind: 'enum', values, titles }
    : { kind: 'enum', values };
}

/** Reports a lower bound above its upper one. */
export function checkOrder(node: TypeNode, low: NumericKey, high: NumericKey, { scope: { log } }: TypeContext): void {
  const [minimum, maximum] = [node[low], node[high]];
  if (minimum && maximum && minimum.value > maximum.value) {
    const related = [{ span: maximum.span, message: 'This is the upper bound.' }];
    log.report(
      'minimum-over-maximum',
      minimum.span,
      { low, minimum: minimum.value, high, maximum: maximum.value },
      { related },
    );
  }
}

type NumericKey =
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minItems'
  | 'maxItems';

/** The plain values of some keys; what says false or nothing is left out. */
export function pick(node: TypeNode, keys: readonly (keyof TypeNode)[]): object {
  const entries = keys.map((key) => [key, (node[key] as At<unknown> | undefined)?.value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== false));
}
