import type { Log } from '../diagnostic/diagnostic.js';
import type { Filter, Format, ListOutput, ObjectOutput, Output, Property, Tool, Type } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import type { At } from '../read/node.js';
import { checkPropertyStyle, refuseWords } from './check-property.js';
import { typeKey } from './check-scope.js';
import { checkType } from './check-type.js';
import type { TypeChecker } from './check-types.js';

type Shaping = Pick<Tool, 'page' | 'sort' | 'filters' | 'fields' | 'formats'>;

/** How a caller may shape the answer: pages, order, filters, fields, formats. */
export function checkShaping(keys: ToolKeys, output: Output, module: string, checker: TypeChecker): Shaping {
  const { scope } = checker.context(module, 'input');
  const { log } = scope;
  const item = itemProperties(output, checker);
  if (output.kind !== 'list') {
    for (const key of ['page', 'sort', 'filters'] as const)
      if (keys[key]) log.report('not-a-list', keys[key].span, { key });
  }
  if (keys.page && output.kind === 'list' && output.capped)
    log.report('conflicting-keys', keys.page.span, { one: 'page', other: 'capped' });
  const page = checkPage(keys, log);
  return {
    ...(page ? { page } : {}),
    ...(keys.sort ? { sort: checkSort(keys.sort, item, log) } : {}),
    filters: checkFilters(keys, item, module, checker),
    ...(keys.fields ? { fields: checkFields(keys.fields, item, log) } : {}),
    formats: checkFormats(keys, output, hasDetail(output, checker), log),
  };
}

function checkPage({ page }: ToolKeys, log: Log): Tool['page'] {
  if (!page) return undefined;
  const max = page.max?.value ?? 100;
  const standard = page.default?.value ?? Math.min(20, max);
  if (standard > max) {
    log.report('minimum-over-maximum', (page.default ?? page.max ?? page).span, {
      low: 'default',
      minimum: standard,
      high: 'max',
      maximum: max,
    });
  }
  return { style: page.style?.value ?? 'limit_offset', default: standard, max };
}

function checkSort(
  sort: NonNullable<ToolKeys['sort']>,
  item: readonly Property[] | null,
  log: Log,
): NonNullable<Tool['sort']> {
  const fields = sort.fields?.value ?? [];
  for (const field of fields) knownField(field, item, log);
  const standard = sort.default;
  const names = fields.map(({ value }) => value);
  if (standard && !names.includes(standard.value.replace(/^-/, ''))) {
    log.report(
      'unknown-property',
      standard.span,
      { name: standard.value, of: "the sort's fields" },
      { candidates: names.flatMap((name) => [name, `-${name}`]) },
    );
  }
  return { fields: names, default: standard?.value ?? names[0] ?? '' };
}

function checkFilters(
  keys: ToolKeys,
  item: readonly Property[] | null,
  module: string,
  checker: TypeChecker,
): readonly Filter[] {
  const context = checker.context(module, 'input');
  return (keys.filters?.value ?? []).flatMap(({ key, value }): readonly Filter[] => {
    const { ops, ...node } = value;
    checkPropertyStyle(key, module, context.scope);
    refuseWords(node, [], context);
    const says = Object.keys(node).some((word) => !['span', 'written', 'description'].includes(word));
    if (!says) knownField(key, item, context.scope.log);
    const type = says ? checkType(node, context) : (item?.find(({ name }) => name === key.value)?.type ?? null);
    if (type === null) return [];
    const described = node.description ? { ...type, description: node.description.value } : type;
    const whole = resolved(type, checker);
    for (const op of ops?.value ?? []) {
      const ordered =
        ['integer', 'number'].includes(whole.kind) || (whole.kind === 'string' && /^date/.test(whole.format ?? ''));
      if (['from', 'to'].includes(op.value) && !ordered)
        context.scope.log.report('filter-operator', op.span, { op: op.value, needs: 'a number or a date' });
      if (op.value === 'contains' && !['string', 'list'].includes(whole.kind))
        context.scope.log.report('filter-operator', op.span, { op: op.value, needs: 'text or a list' });
    }
    return [{ name: key.value, type: described, ops: (ops?.value ?? []).map((op) => op.value) }];
  });
}

function checkFields(
  fields: NonNullable<ToolKeys['fields']>,
  item: readonly Property[] | null,
  log: Log,
): NonNullable<Tool['fields']> {
  const standard = fields.default?.value ?? [];
  const onDemand = fields.on_demand?.value ?? [];
  for (const field of [...standard, ...onDemand]) knownField(field, item, log);
  for (const field of onDemand) {
    const earlier = standard.find(({ value }) => value === field.value);
    if (earlier)
      log.report(
        'duplicate-value',
        field.span,
        { value: field.value },
        { related: [{ span: earlier.span, message: 'It stands here already.' }] },
      );
  }
  return { default: standard.map(({ value }) => value), onDemand: onDemand.map(({ value }) => value) };
}

function knownField(field: At<string>, item: readonly Property[] | null, log: Log): void {
  if (item === null) return;
  const names = item.map(({ name }) => name);
  if (!names.includes(field.value.split('.')[0]!))
    log.report('unknown-property', field.span, { name: field.value, of: 'the output' }, { candidates: names });
}

function checkFormats({ formats }: ToolKeys, output: Output, detail: boolean, log: Log): readonly Format[] {
  if (!formats) return detail ? ['concise', 'detailed'] : [];
  for (const format of formats.value) {
    if (format.value === 'csv' && output.kind !== 'list') log.report('not-a-list', format.span, { key: 'csv' });
    if (format.value === 'detailed' && !detail) log.report('no-detail', format.span, {});
  }
  const values = formats.value.map(({ value }) => value);
  for (const format of formats.value.filter(({ value }, index) => values.indexOf(value) < index)) {
    log.report('duplicate-value', format.span, { value: format.value });
  }
  return [...new Set(values)];
}

/** Properties of the object, or of the list's items; null where they are not known beforehand. */
function itemProperties(output: Output, checker: TypeChecker): readonly Property[] | null {
  const type = output.kind === 'list' ? output.of : output.kind === 'object' ? output.type : null;
  const whole = type && resolved(type, checker);
  return whole?.kind === 'object' && !whole.open ? whole.properties : null;
}

function resolved(type: Type, checker: TypeChecker): Type {
  return type.kind === 'named' ? (checker.types.get(typeKey(type.module, type.name))?.type ?? type) : type;
}

/** Whether a `detail` property occurs anywhere in the answer. */
function hasDetail(output: Output, checker: TypeChecker): boolean {
  const seen = new Set<string>();
  const inType = (type: Type): boolean => {
    switch (type.kind) {
      case 'named': {
        const key = typeKey(type.module, type.name);
        const known = seen.has(key);
        seen.add(key);
        const declared = checker.types.get(key)?.type;
        return !known && declared !== undefined && inType(declared);
      }
      case 'list':
      case 'map':
        return inType(type.of);
      case 'object':
        return type.properties.some((property) => property.detail === true || inType(property.type));
      default:
        return false;
    }
  };
  const inWhole = (whole: ObjectOutput | ListOutput) => inType(whole.kind === 'list' ? whole.of : whole.type);
  switch (output.kind) {
    case 'object':
    case 'list':
      return inWhole(output);
    case 'variants':
      return output.variants.some(inWhole);
    case 'outcomes':
      return (
        inType(output.value) || output.properties.some((property) => property.detail === true || inType(property.type))
      );
    case 'content':
      return false;
  }
}
