import type { Action, Requirement, WriteMode } from '../model.js';
import type { ActionKeys, ToolKeys } from '../read/declaration-tool.js';
import { type At, toPlace } from '../read/node.js';
import { checkRequires, type RequirementInputs } from './check-access.js';
import { checkNameForm } from './check-name.js';
import { checkDescription } from './check-property.js';

export const worst: readonly WriteMode[] = ['read', 'create', 'update', 'delete'];

/** The values of the parameter `action`, each with its own access and behaviour. What an action leaves out is the tool's. */
export function checkActions(
  keys: ToolKeys,
  requires: readonly Requirement[],
  inputs: RequirementInputs,
): readonly Action[] {
  const { log } = inputs.scope;
  const declared = keys.actions;
  if (declared?.value.length === 0) log.report('empty', declared.span, { key: 'actions', what: 'action' });
  return (declared?.value ?? []).map(({ key, value }) => checkAction(key, value, { keys, requires, inputs }));
}

interface ActionContext {
  readonly keys: ToolKeys;
  readonly requires: readonly Requirement[];
  readonly inputs: RequirementInputs;
}

function checkAction(name: At<string>, action: ActionKeys, { keys, requires, inputs }: ActionContext): Action {
  const { log } = inputs.scope;
  checkNameForm(name, 'word', log);
  const what = `the action '${name.value}' (or of its tool)`;
  const mode = action.write_mode ?? keys.write_mode;
  if (!action.written.has('write_mode') && !keys.written.has('write_mode'))
    log.report('missing-key', name.span, { key: 'write_mode', what });
  if (!action.written.has('requires') && !keys.written.has('requires'))
    log.report('missing-key', name.span, { key: 'requires', what });
  const own = checkRequires(action.requires, inputs);
  const writeMode = mode?.value ?? 'read';
  const needs = inputNames(action.needs?.value, inputs);
  const refuses = inputNames(action.refuses?.value, inputs);
  for (const both of action.refuses?.value ?? []) {
    if (needs.includes(both.value)) log.report('needs-and-refuses', both.span, { name: both.value });
  }
  if (writeMode === 'read') {
    for (const key of ['destructive', 'confirm'] as const) {
      if (action[key]?.value) log.report('read-contradiction', action[key].span, { key });
    }
  }
  const known = new Set(requires.map((one) => JSON.stringify(one)));
  return {
    name: name.value,
    place: toPlace(name.span),
    ...(action.description ? { description: checkDescription(action.description, inputs.scope) } : {}),
    requires: [...requires, ...own.filter((one) => !known.has(JSON.stringify(one)))],
    needs,
    refuses,
    writeMode,
    effects: (action.effects ?? keys.effects)?.value.map(({ value }) => value) ?? [],
    destructive: action.destructive?.value ?? writeMode === 'delete',
    idempotent: action.idempotent?.value ?? (writeMode === 'read' || writeMode === 'delete'),
    confirm: action.confirm?.value ?? (keys.confirm !== undefined && 'value' in keys.confirm && keys.confirm.value),
  };
}

function inputNames(
  names: readonly At<string>[] | undefined,
  { properties, scope }: RequirementInputs,
): readonly string[] {
  const candidates = properties.map(({ name }) => name);
  return (names ?? []).map((name) => {
    const property = properties.find((one) => one.name === name.value);
    if (!property)
      scope.log.report('unknown-property', name.span, { name: name.value, of: 'the input' }, { candidates });
    if (property?.required) scope.log.report('needs-required', name.span, { name: name.value });
    return name.value;
  });
}
