import { typeWords } from '../emit/docs/type-words.js';
import type { Json, ListOutput, Output, Program, Property, Requirement, Tool, Type, Variant } from '../model.js';
import { addedProperties } from '../program/effective-input.js';
import { lookup } from '../program/lookup.js';

/** A tool's effective declaration, key by key in the language's order, as plain values; what is off or empty is null. */
export function effectiveKeys(program: Program, tool: Tool): readonly (readonly [key: string, value: Json])[] {
  const module = lookup(program).module(tool.module);
  const { dependsOn, limits } = tool;
  const rate = limits.rate ?? program.server.limits.rate;
  const keys: readonly (readonly [string, Json | undefined])[] = [
    ['title', tool.title],
    ['description', tool.description],
    ['routing', { say: tool.routing.say, not_for: tool.routing.notFor.map(({ say, use }) => ({ say, use })) }],
    ['audience', tool.audience],
    ['context', tool.context],
    ['requires', requirements(tool.requires)],
    ['write_mode', tool.writeMode],
    ['effects', tool.effects],
    ['open_world', tool.openWorld],
    ['destructive', tool.destructive],
    ['idempotent', tool.idempotent],
    ['confirm', tool.confirm === false ? false : tool.confirm.when === null ? true : { when: tool.confirm.when }],
    ['dry_run', tool.dryRun === false ? false : { ...tool.dryRun }],
    ['idempotency', tool.idempotency],
    ['input', properties(program, [...tool.input.properties, ...addedProperties(program, tool)])],
    [
      'feeds',
      Object.fromEntries(Object.entries(tool.feeds).map(([name, feed]) => [name, `${feed.tool}.${feed.path}`])),
    ],
    ['page', tool.page && { ...tool.page }],
    ['sort', tool.sort && { ...tool.sort }],
    ['filters', Object.fromEntries(tool.filters.map((filter) => [filter.name, filter.ops]))],
    ['fields', tool.fields && { default: tool.fields.default, on_demand: tool.fields.onDemand }],
    ['actions', Object.fromEntries(tool.actions.map((action) => [action.name, actionKeys(action)]))],
    ['output', output(program, tool.output)],
    ['formats', tool.formats],
    ['errors', Object.fromEntries(tool.failures.map((one) => [one.code, `${one.http} ${one.message}`]))],
    ['depends_on', { session: dependsOn.session.map((one) => one.tool), allowlist: dependsOn.allowlist }],
    ['composes', tool.composes],
    ['asks', tool.asks.map((question) => question.name)],
    ['progress', tool.progress],
    ['timeout', timeout(program, limits)],
    ['rate', rate && `${rate.calls}/${rate.per}`],
    ['quota', limits.quota ?? (Object.keys(program.server.plans).length > 0 ? 1 : undefined)],
    ['concurrent', limits.concurrent],
    ['aliases', tool.aliases.map((alias) => alias.name)],
    ['deprecated', tool.deprecated && { ...tool.deprecated }],
    ['uses_client', tool.usesClient],
    ['examples', tool.examples.map((example) => `${example.title} (as ${example.as})`)],
    ['prefix', module.prefix],
    ['naming', { ...module.naming }],
    ['envelope', module.envelope],
  ];
  return keys.map(([key, value]) => [key, isNothing(value) ? null : value] as const);
}

function timeout({ server }: Program, { timeoutParameter, timeoutMs }: Tool['limits']): Json {
  if (timeoutParameter === undefined) return `${(timeoutMs ?? server.limits.timeoutMs) / 1000}s`;
  const { name, default: standard, max, onExpiry } = timeoutParameter;
  return { parameter: name, default: standard, max, on_expiry: onExpiry };
}

function isNothing(value: Json | undefined): value is undefined {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every((member: Json) => typeof member === 'object' && isNothing(member));
}

function requirements(requires: readonly Requirement[]): readonly Json[] {
  return requires.map(({ privilege, of }) => (of === undefined ? privilege : { privilege, of }));
}

function actionKeys({ requires, writeMode, needs, refuses, confirm, effects }: Tool['actions'][number]): Json {
  const optional = { needs, refuses, effects };
  const said = Object.entries(optional).filter(([, names]) => names.length > 0);
  return {
    write_mode: writeMode,
    requires: requirements(requires),
    ...Object.fromEntries(said),
    ...(confirm ? { confirm } : {}),
  };
}

function properties(program: Program, all: readonly Property[]): Json {
  return Object.fromEntries(all.map((property) => [property.name, propertyWords(program, property)]));
}

function propertyWords(program: Program, { type, required }: Property): string {
  const fallback = type.default === undefined ? '' : `, default ${JSON.stringify(type.default)}`;
  return `${words(program, type)}${required ? ', required' : ''}${fallback}`;
}

function output(program: Program, declared: Output): Json {
  switch (declared.kind) {
    case 'content':
      return 'content';
    case 'object':
      return objectOutput(program, declared.type);
    case 'list':
      return listOutput(program, declared);
    case 'variants':
      return {
        one_of: Object.fromEntries(
          declared.variants.map((variant) => [
            variant.name,
            { when: variant.when, ...variantOutput(program, variant) },
          ]),
        ),
      };
    case 'outcomes':
      return { outcome_per: declared.per, value: words(program, declared.value) };
  }
}

function variantOutput(program: Program, variant: Variant): { readonly [key: string]: Json } {
  return variant.kind === 'list' ? listOutput(program, variant) : { type: words(program, variant.type) };
}

function listOutput(program: Program, { of, as, rest, capped }: ListOutput): { readonly [key: string]: Json } {
  return { list_of: words(program, of), as, rest, ...(capped ? { capped } : {}) };
}

function objectOutput(program: Program, type: Type): Json {
  return type.kind === 'object' ? { properties: properties(program, type.properties) } : { type: words(program, type) };
}

/** The reference's words for a type; on a terminal backticks are noise. */
function words(program: Program, type: Type): string {
  return typeWords(program, type).replaceAll('`', '');
}
