import type { ListOutput, ObjectOutput, ObjectType, Output, Property, Type } from '../model.js';
import type { OutputKeys, ToolKeys } from '../read/declaration-tool.js';
import type { TypeNode, TypeReference } from '../read/declaration-type.js';
import type { At, Span } from '../read/node.js';
import { type ConditionCheck, checkCondition } from './check-behaviour.js';
import { typeKey } from './check-scope.js';
import { checkProperties, checkReference, checkType } from './check-type.js';
import type { TypeContext } from './check-type-context.js';
import type { TypeChecker } from './check-types.js';

const nothing: ObjectType = { kind: 'object', properties: [] };

/** What a tool answers. `inputs` are all that a caller may send. */
export function checkOutput(keys: ToolKeys, module: string, inputs: readonly Property[], checker: TypeChecker): Output {
  const written = keys.output;
  if (!written) return { kind: 'object', type: nothing };
  if (isContent(written)) return { kind: 'content' };
  const output = written;
  const context = checker.context(module, 'output');
  const { log } = context.scope;
  const forms = (['type', 'properties', 'list_of', 'one_of', 'outcome_per'] as const).filter(
    (key) => output[key] !== undefined,
  );
  const mayGoTogether = forms.length === 2 && forms.includes('properties') && forms.includes('outcome_per');
  if (forms.length > 1 && !mayGoTogether) {
    log.report('conflicting-keys', output.span, { one: forms[0]!, other: forms[1]! });
    return { kind: 'object', type: nothing };
  }
  if (output.value && !output.outcome_per)
    log.report('key-not-for-type', output.value.span, { key: 'value', kind: 'an output without `outcome_per`' });
  if (output.one_of || output.outcome_per) refuseListKeys(output, context);
  if (output.one_of) return variantsOutput(output, inputs, context, checker);
  if (output.outcome_per) return outcomesOutput(output, inputs, context, checker);
  return objectOrList(output, context, checker);
}

/** `content` is a word; everything else has keys, of which `value` may be one. */
function isContent(written: NonNullable<ToolKeys['output']>): written is At<'content'> {
  return 'value' in written && written.value === 'content';
}

/** A declared object type, or one written out. */
function objectType(keys: ObjectKeys, context: TypeContext, checker: TypeChecker): Type {
  const { log } = context.scope;
  if (!keys.type && !keys.properties && !keys.map_of && !keys.open) {
    log.report('missing-key', keys.span, { key: 'type', what: 'an output' });
    return nothing;
  }
  const { span, type: named, properties, map_of, open } = keys;
  const node = Object.entries({ type: named, properties, map_of, open }).filter(([, value]) => value !== undefined);
  const type = checkType({ span, ...Object.fromEntries(node) } as TypeNode, context) ?? nothing;
  const whole = type.kind === 'named' ? checker.types.get(typeKey(type.module, type.name))?.type : type;
  if (whole && !['object', 'map', 'raw'].includes(whole.kind))
    log.report('output-not-object', (keys.type ?? keys).span, {});
  return type;
}

interface ObjectKeys {
  readonly span: Span;
  readonly type?: At<string>;
  readonly properties?: OutputKeys['properties'];
  readonly map_of?: TypeReference;
  readonly open?: At<boolean>;
}

type ListKeys = Pick<OutputKeys, 'span' | 'list_of' | 'as' | 'rest' | 'capped'>;

/** What a tool answers always, or a variant of it with the arguments that it is for. */
function objectOrList(
  keys: ObjectKeys & ListKeys,
  context: TypeContext,
  checker: TypeChecker,
): ObjectOutput | ListOutput {
  if (keys.list_of) {
    const other = (['type', 'properties', 'map_of', 'open'] as const).find((key) => keys[key] !== undefined);
    if (other) context.scope.log.report('conflicting-keys', keys.span, { one: other, other: 'list_of' });
    return listOutput(keys, context);
  }
  refuseListKeys(keys, context);
  return { kind: 'object', type: objectType(keys, context, checker) };
}

function refuseListKeys(keys: ListKeys, { scope: { log } }: TypeContext): void {
  for (const key of ['as', 'rest', 'capped'] as const) {
    if (keys[key]) log.report('key-not-for-type', keys[key].span, { key, kind: 'an output without `list_of`' });
  }
}

function listOutput(output: ListKeys, context: TypeContext): ListOutput {
  const { log } = context.scope;
  if (!output.as) log.report('missing-key', output.span, { key: 'as', what: 'a list as output' });
  const as = output.as?.value ?? 'items';
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(as))
    log.report('name-style', output.as!.span, { name: as, rule: 'letters, digits and underscores' });
  const capped = output.capped?.value === true;
  if (['page', 'total', ...(capped ? ['truncated'] : [])].includes(as))
    log.report('reserved-name', output.as!.span, { name: as, why: 'a list answers it beside its items' });
  const of = checkReference(output.list_of!, context) ?? nothing;
  return { kind: 'list', of, as, rest: output.rest?.value ?? 'object', ...(capped ? { capped } : {}) };
}

function variantsOutput(
  output: OutputKeys,
  inputs: readonly Property[],
  context: TypeContext,
  checker: TypeChecker,
): Output {
  const { scope } = context;
  const check: ConditionCheck = { scope, types: checker.types };
  const seen = new Map<string, Span>();
  const variants = output.one_of!.value.map(({ key, value: { when: written, ...value } }) => {
    const when = checkCondition(written?.value ?? [], inputs, check);
    const condition = JSON.stringify(Object.entries(when).sort());
    const earlier = seen.get(condition);
    if (earlier) {
      scope.log.report(
        'variant-overlap',
        key.span,
        { name: key.value },
        { related: [{ span: earlier, message: 'This one has the same condition.' }] },
      );
    }
    seen.set(condition, key.span);
    return { name: key.value, when, ...objectOrList(value, context, checker) };
  });
  if (variants.length < 2) scope.log.report('single-variant', output.one_of!.span, {});
  return { kind: 'variants', variants };
}

function outcomesOutput(
  output: OutputKeys,
  inputs: readonly Property[],
  context: TypeContext,
  checker: TypeChecker,
): Output {
  const { log } = context.scope;
  const per = output.outcome_per!;
  const input = inputs.find(({ name }) => name === per.value);
  const candidates = inputs.map(({ name }) => name);
  if (!input) log.report('unknown-property', per.span, { name: per.value, of: 'the input' }, { candidates });
  const type =
    input?.type.kind === 'named' ? checker.types.get(typeKey(input.type.module, input.type.name))?.type : input?.type;
  if (type && type.kind !== 'list') log.report('outcome-not-list', per.span, { name: per.value });
  if (!output.value) log.report('missing-key', output.span, { key: 'value', what: 'an output per item' });
  const value = (output.value && checkReference(output.value, context)) ?? nothing;
  return {
    kind: 'outcomes',
    per: per.value,
    value,
    properties: checkProperties(output.properties?.value ?? [], context),
  };
}
