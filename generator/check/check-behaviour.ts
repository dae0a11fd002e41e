import type { Action, Property, Scalar, Tool, WriteMode } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import type { Entry } from '../read/grammar.js';
import { type Node, toJson } from '../read/node.js';
import { worst } from './check-actions.js';
import { checkPropertyStyle } from './check-property.js';
import type { Scope } from './check-scope.js';
import { checkValue, type ValueCheck } from './check-value.js';

export interface BehaviourInputs {
  readonly scope: Scope;
  readonly module: string;
  readonly database: boolean;
  readonly actions: readonly Action[];
}

type Behaviour = Pick<
  Tool,
  'writeMode' | 'effects' | 'openWorld' | 'destructive' | 'idempotent' | 'dryRun' | 'idempotency'
>;

/** What a call does to the world. A tool with actions is as bad as the worst of them. */
export function checkBehaviour(keys: ToolKeys, { scope, module, database, actions }: BehaviourInputs): Behaviour {
  const { log } = scope;
  const writeMode = toolWriteMode(keys, actions, scope);
  if (!keys.written.has('requires') && actions.length === 0)
    log.report('missing-key', keys.span, { key: 'requires', what: 'a tool' });
  const effects = unique([
    ...(keys.effects?.value.map(({ value }) => value) ?? []),
    ...actions.flatMap((action) => action.effects),
  ]);
  const openWorld = keys.open_world?.value ?? effects.length > 0;
  if (!openWorld && effects.length > 0)
    log.report('effects-in-a-closed-world', keys.open_world!.span, { effects: effects.join(', ') });
  const destructive =
    keys.destructive?.value ?? (actions.length > 0 ? actions.some((one) => one.destructive) : writeMode === 'delete');
  const safeAgain = writeMode === 'read' || writeMode === 'delete';
  const idempotent =
    keys.idempotent?.value ?? (actions.length > 0 ? actions.every((one) => one.idempotent) : safeAgain);
  const dryRun = checkDryRun(keys, effects, database, scope);
  if (dryRun && dryRun.parameter !== 'dry_run') {
    checkPropertyStyle({ value: dryRun.parameter, span: keys.dry_run!.span }, module, scope);
  }
  if (writeMode === 'read') refuseOnRead(keys, scope);
  for (const effect of keys.effects?.value ?? []) {
    if (!/^[a-z][a-z0-9_]*$/.test(effect.value))
      log.report('name-style', effect.span, { name: effect.value, rule: 'small letters, digits and underscores' });
  }
  return {
    writeMode,
    effects,
    openWorld,
    destructive,
    idempotent,
    dryRun,
    idempotency: keys.idempotency?.value ?? writeMode !== 'read',
  };
}

function toolWriteMode(keys: ToolKeys, actions: readonly Action[], { log }: Scope): WriteMode {
  const written = keys.write_mode?.value;
  if (actions.length === 0) {
    if (!keys.written.has('write_mode')) log.report('missing-key', keys.span, { key: 'write_mode', what: 'a tool' });
    return written ?? 'read';
  }
  const taken = worst.findLast((mode) => actions.some((action) => action.writeMode === mode)) ?? 'read';
  const culprit = actions.find((action) => action.writeMode === taken)!;
  if (written && written !== taken) {
    log.report('write-mode-of-actions', keys.write_mode!.span, { said: written, action: culprit.name, mode: taken });
  }
  return taken;
}

function refuseOnRead(keys: ToolKeys, { log }: Scope): void {
  const refused = ['destructive', 'confirm', 'dry_run', 'idempotency'] as const;
  for (const key of refused) {
    const written = keys[key];
    if (written && !('value' in written && written.value === false))
      log.report('read-contradiction', written.span, { key });
  }
  if (keys.idempotent?.value === false)
    log.report('read-contradiction', keys.idempotent.span, { key: 'idempotent: false' });
}

function checkDryRun(keys: ToolKeys, effects: readonly string[], database: boolean, { log }: Scope): Tool['dryRun'] {
  const written = keys.dry_run;
  if (!written || ('value' in written && !written.value)) return false;
  const options = 'value' in written ? undefined : written;
  const composite = keys.composes?.value.length ? keys.composes : undefined;
  const by = options?.by?.value ?? (effects.length === 0 && !composite ? 'rollback' : 'resolver');
  const place = options?.by?.span ?? written.span;
  if (by === 'rollback' && effects.length > 0)
    log.report('rollback-with-effects', place, { effects: effects.join(', ') });
  else if (by === 'rollback' && composite) log.report('rollback-of-a-composite', place, {});
  else if (by === 'rollback' && !database) log.report('rollback-without-database', place, {});
  return { parameter: options?.parameter?.value ?? 'dry_run', default: options?.default?.value ?? false, by };
}

/** Whether a person must agree first, and on which arguments. `inputs` are all that a caller may send. */
export function checkConfirm(
  keys: ToolKeys,
  actions: readonly Action[],
  inputs: readonly Property[],
  check: ConditionCheck,
): Tool['confirm'] {
  const written = keys.confirm;
  if (written && !('value' in written)) return { when: checkCondition(written.when?.value ?? [], inputs, check) };
  if (written?.value === true) return { when: null };
  const asking = actions.filter((action) => action.confirm);
  if (asking.length > 0 && asking.length === actions.length) return { when: null };
  return asking.length === 1 ? { when: { action: asking[0]!.name } } : false;
}

export interface ConditionCheck {
  readonly scope: Scope;
  readonly types: ValueCheck['types'];
}

/** `{ action: cancel }`: inputs and the values that they must have. */
export function checkCondition(
  when: readonly Entry<Node>[],
  inputs: readonly Property[],
  { scope, types }: ConditionCheck,
): Readonly<Record<string, Scalar>> {
  const candidates = inputs.map(({ name }) => name);
  const found = when.map(({ key, value }): readonly [string, Scalar] => {
    const property = inputs.find((one) => one.name === key.value);
    if (!property) scope.log.report('unknown-property', key.span, { name: key.value, of: 'the input' }, { candidates });
    else {
      const refuse: ValueCheck['refuse'] = (span, expected) =>
        scope.log.report('condition-does-not-fit', span, { name: key.value, expected });
      checkValue(value, property.type, { types, refuse });
    }
    const json = toJson(value);
    return [key.value, typeof json === 'object' ? null : json];
  });
  return Object.fromEntries(found);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
