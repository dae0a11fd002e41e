import assert from 'node:assert/strict';
import type { Scalar, Shape, Tool } from '../tool.js';
import type { Bench, Caller } from './bench.js';
import type { Check, Subject } from './check.js';
import { isRefusal } from './prove/access.js';
import type { KeyLimits } from './provide-server.js';
import { sceneFor } from './right-call.js';
import type { Outcome } from './wire.js';

/** A call of a tool or an action that a person has to agree to. */
export interface Confirming {
  readonly subject: Subject;
  readonly action: string | null;
  /** Of a tool that asks on a condition: the inputs that meet it. */
  readonly when: Readonly<Record<string, Scalar>>;
}

/** A key that waives nothing. */
export const asking = { confirm: 'ask' } as const;

/** Each operation of the tool that asks. */
export function confirmingOf(subject: Subject): readonly Confirming[] {
  const { confirm, actions } = subject.tool;
  const when = typeof confirm === 'object' ? confirm.when : null;
  return [...subject.scenes.keys()].flatMap((action) => {
    const declared = action === null ? confirm === true : actions?.[action]?.confirm === true;
    if (declared) return [{ subject, action, when: {} }];
    const possible = when !== null && (!('action' in when) || when.action === action);
    return possible ? [{ subject, action, when }] : [];
  });
}

/** Who makes the call, once its scene is set, and its arguments: those that commit and that ask. */
export async function stageConfirming(bench: Bench, { subject, action, when }: Confirming) {
  const scene = sceneFor(subject, action);
  const { dryRun } = subject.tool;
  const input = {
    ...(await bench.stage(scene, stagingKey(subject.tool))),
    ...when,
    ...(dryRun && { [dryRun.parameter]: false }),
  };
  return { caller: { as: scene.as, limits: asking } satisfies Caller, input };
}

/** What a connection has called before counts for that connection alone. */
export function stagingKey({ dependsOn }: Tool): KeyLimits {
  return dependsOn?.session ? asking : {};
}

/** Nobody has agreed, and the answer says what to do. */
export function isAsked({ subject }: Confirming, outcome: Outcome, wire: 'mcp' | 'rest' = 'mcp'): void {
  isRefusal(subject, outcome, { code: 'CONFIRMATION_REQUIRED', gate: 'confirmation', wire });
  const { url, expires_at: expires, summary } = outcome.error?.body ?? {};
  assert.ok(Date.parse(String(expires)) > Date.now(), 'The refusal should say until when a person can agree.');
  assert.ok(String(summary).startsWith(subject.tool.title), 'The refusal should say what is to be agreed to.');
  if (url !== undefined) assert.ok(outcome.error?.message.includes(String(url)), 'The sentence should name the page.');
}

/**
 * The same call with one argument of another value, still valid; null where none can be told to be. It may name what is
 * not there: it is refused in either case.
 */
export function otherInput(
  { subject: { tool, examples }, when }: Confirming,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  const fixed = new Set(['action', tool.dryRun?.parameter, ...Object.keys(when), ...conditions(tool)]);
  for (const [name, value] of Object.entries(input)) {
    const shape = tool.input.properties?.[name];
    if (shape === undefined || fixed.has(name)) continue;
    const said = examples.map((example) => example.input[name]).filter((each) => typeof each === 'string');
    const other = varied(value, shape) ?? said.find((each) => each !== value && !each.startsWith('$'));
    if (other !== undefined) return { ...input, [name]: other };
  }
  return null;
}

function conditions({ confirm }: Tool): readonly string[] {
  return typeof confirm === 'object' ? Object.keys(confirm.when) : [];
}

function varied(value: unknown, { enum: values, pattern, format, maxLength = Infinity, maximum = Infinity }: Shape) {
  if (values) return values.find((each) => each !== value);
  if (pattern !== undefined || format !== undefined) return undefined;
  if (typeof value === 'string' && value.length < maxLength) return `${value}x`;
  return typeof value === 'number' && value + 1 <= maximum ? value + 1 : undefined;
}

/** What all checks of confirmation have in common. `error`: what they see answered. */
export function confirmCheck(
  { subject, action }: Confirming,
  name: string,
  error?: string,
): Pick<Check, 'name' | 'keys' | 'changes'> {
  const of = action === null ? '' : `${action}: `;
  const own = action === null ? [] : [`actions.${action}.confirm`];
  const condition = typeof subject.tool.confirm === 'object' ? ['confirm.when'] : [];
  const told = error === undefined ? [] : [`server.errors.${error}`];
  const keys = ['confirm', ...condition, ...own, 'gate.confirmation', ...told];
  return { name: `confirm: ${of}${name}`, keys, changes: true };
}

export async function passes(call: () => ReturnType<Bench['callUnasked']>): Promise<void> {
  const { error } = await call();
  assert.equal(error, null, `It was agreed to and answers ${JSON.stringify(error?.body)}.`);
}

/** Whatever says no: the gate, or what has become of the state. */
export async function staysRefused(bench: Bench, call: () => ReturnType<Bench['callUnasked']>): Promise<void> {
  const before = await bench.running.state();
  const outcome = await call();
  assert.ok(outcome.error, `Nobody agreed to this and it answers ${outcome.raw.slice(0, 300)}`);
  assert.equal(await bench.running.state(), before, 'The call was refused and has changed the state.');
}
