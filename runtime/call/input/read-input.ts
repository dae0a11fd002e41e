import type { ErrorObject } from 'ajv/dist/2020.js';
import type { CheckedCall, FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import { isRecord } from '../is-record.js';
import type { Refusal } from '../refusal.js';
import { checkRules } from './check-rules.js';
import { coerce } from './coerce.js';
import { describeViolation } from './describe-violation.js';
import { findHostile } from './find-hostile.js';
import { type Finding, pointerOf } from './finding.js';
import { isDryRun } from './is-dry-run.js';
import { received } from './received.js';
import { inputValidator } from './validators.js';

/** More than a person or a model reads; what is over is found at the next try. */
const maxFindings = 50;

/** The arguments coerced, completed by defaults and valid; or everything that is wrong with them, at once. */
export function readInput(call: FoundCall): CheckedCall | Refusal {
  const given = call.arguments ?? {};
  const input = coerce(given, call.tool.input);
  if (!isRecord(input)) return invalid(call, [notAnObject(given)]);
  const hostile = findHostile(input);
  if (hostile.tooDeep) return invalid(call, hostile.findings);
  const validate = inputValidator(call.tool.input);
  const violations = validate(input) ? [] : plainest(validate.errors ?? []);
  const findings = [
    ...violations.map((error) => describeViolation(error, call.tool.input)),
    ...hostile.findings,
    ...checkRules(call.tool, call.action, input),
  ];
  return findings.length === 0 ? { ...call, input, dryRun: isDryRun(call.tool, input) } : invalid(call, findings);
}

/** Of a value of the wrong type, that alone is worth saying. */
export function plainest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
    .slice(0, maxFindings);
}

function notAnObject(given: unknown): Finding {
  return { path: [], says: 'must be an object', expected: 'object', received: received(given, true) };
}

/** VALIDATION_ERROR with everything that is wrong: sentences by field, and pointers. */
export function invalid({ kernel, tool }: FoundCall, all: readonly Finding[]): Refusal {
  const findings = all.slice(0, maxFindings);
  const details = new Map<string, Set<string>>();
  const pointers = new Map<string, object>();
  for (const { path, says, expected, received: got } of findings) {
    const field = path.join('.') || 'arguments';
    const sentences = details.get(field) ?? new Set();
    details.set(field, sentences.add(`The ${field} field ${says}`));
    const pointer = { pointer: pointerOf(path), expected, received: got };
    pointers.set(JSON.stringify(pointer), pointer);
  }
  const told = Object.fromEntries([...details].map(([field, sentences]) => [field, [...sentences]]));
  const data = { details: told, pointers: [...pointers.values()] };
  return refuse(kernel.server, 'VALIDATION_ERROR', { gate: 'input', tool, data });
}
