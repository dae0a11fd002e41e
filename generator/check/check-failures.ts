import { compareText } from '../diagnostic/diagnostic.js';
import type { Failure, Property } from '../model.js';
import type { FailureKeys, ToolKeys } from '../read/declaration-tool.js';
import { type At, toPlace } from '../read/node.js';
import { checkNameForm } from './check-name.js';
import { resolveTool, type Scope, typeKey } from './check-scope.js';
import { checkProperties } from './check-type.js';
import type { TypeChecker } from './check-types.js';
import { specializable } from './common-errors.js';

export interface FailureInputs {
  readonly module: string;
  readonly scope: Scope;
  readonly checker: TypeChecker;
  /** Inputs, which messages may name. */
  readonly inputs: readonly Property[];
}

/** The errors that a tool declares, sorted by code. */
export function checkFailures(keys: ToolKeys, given: FailureInputs): readonly Failure[] {
  const failures = (keys.errors?.value ?? []).map(({ key, value }) => checkFailure(key, value, given));
  return failures.sort((a, b) => compareText(a.code, b.code));
}

function checkFailure(code: At<string>, keys: FailureKeys, given: FailureInputs): Failure {
  const { scope, module, checker, inputs } = given;
  checkNameForm(code, 'error', scope.log);
  const common = scope.errors.get(code.value);
  if (common && !specializable.has(code.value)) scope.log.report('common-error', code.span, { name: code.value });
  for (const key of ['message', 'http'] as const) {
    if (!keys.written.has(key) && !common) scope.log.report('missing-key', code.span, { key, what: 'an error' });
  }
  if (keys.rpc && (keys.rpc.value < -32019 || keys.rpc.value > -32001)) {
    const expected = 'a code from -32019 to -32001 (the others belong to the protocol)';
    scope.log.report('wrong-shape', keys.rpc.span, { expected, found: `the number ${keys.rpc.value}` });
  }
  const data = checkProperties(keys.data?.value ?? [], checker.context(module, 'form'));
  const channel = keys.channel?.value ?? common?.channel ?? 'result';
  if (channel === 'rpc' && !keys.written.has('rpc') && !common)
    scope.log.report('missing-key', code.span, { key: 'rpc', what: "an error of channel 'rpc'" });
  if (keys.message) checkPlaceholders(keys.message, [...inputs, ...data], given);
  const next = keys.next && checkNext(keys.next, given, data);
  return {
    code: code.value,
    place: toPlace(code.span),
    message: keys.message?.value ?? common?.message ?? '',
    http: keys.http?.value ?? common?.http ?? 500,
    ...(keys.rpc ? { rpc: keys.rpc.value } : {}),
    channel,
    data: data.map((property) => ({ ...property, required: true })),
    ...(next ? { next } : {}),
  };
}

/** `{name}` in a message must be an input or data; text by strangers and secrets never. */
function checkPlaceholders(message: At<string>, known: readonly Property[], given: FailureInputs): void {
  const { log } = given.scope;
  for (const [, name] of message.value.matchAll(/\{(\w+)\}/g)) {
    const property = known.find((one) => one.name === name);
    const candidates = known.map((one) => one.name);
    if (!property) log.report('unknown-placeholder', message.span, { name: name! }, { candidates });
    else if (isDelicate(property, given.checker)) log.report('sensitive-placeholder', message.span, { name: name! });
  }
}

function isDelicate({ sensitivity, trust, type }: Property, { types }: TypeChecker): boolean {
  const declared = type.kind === 'named' ? types.get(typeKey(type.module, type.name)) : undefined;
  return (sensitivity ?? trust ?? declared?.sensitivity ?? declared?.trust) !== undefined;
}

function checkNext(next: NonNullable<FailureKeys['next']>, given: FailureInputs, data: readonly Property[]) {
  const { scope, module, inputs } = given;
  const reference = 'value' in next ? next : next.tool;
  const tool = reference && resolveTool(reference, module, scope);
  if (!tool) return null;
  const fill = ('value' in next ? undefined : next.fill)?.value ?? [];
  const target = parameterNames(tool.declaration.keys);
  const sources = [...inputs, ...data].map(({ name }) => name);
  for (const { key, value } of fill) {
    if (target.known && !target.names.includes(key.value)) {
      scope.log.report(
        'unknown-property',
        key.span,
        { name: key.value, of: `the input of ${tool.stem}` },
        { candidates: target.names },
      );
    }
    if (!sources.includes(value.value)) {
      scope.log.report(
        'unknown-property',
        value.span,
        { name: value.value, of: "this tool's input or the error's data" },
        { candidates: sources },
      );
    }
  }
  return { tool: tool.wire, fill: Object.fromEntries(fill.map(({ key, value }) => [key.value, value.value])) };
}

/** Inputs as written; not known where groups or the language bring more. */
function parameterNames(keys: ToolKeys | null): { readonly known: boolean; readonly names: readonly string[] } {
  const names = keys?.input?.entries.map(({ key }) => key.value) ?? [];
  const more = !keys || keys.include || keys.page || keys.filters || keys.sort || keys.actions;
  return { known: !more, names };
}
