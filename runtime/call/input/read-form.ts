import type { Shape } from '../../tool.js';
import type { CheckedCall } from '../call.js';
import { isRecord } from '../is-record.js';
import type { Refusal } from '../refusal.js';
import { coerce } from './coerce.js';
import { describeViolation } from './describe-violation.js';
import { findHostile } from './find-hostile.js';
import { invalid, plainest } from './read-input.js';
import { inputValidator } from './validators.js';

/** What a person filled in, under the key of its question. */
export interface FilledForm {
  readonly key: string;
  readonly form: Shape;
  readonly content: unknown;
}

/**
 * The accepted content coerced, completed by defaults and valid. Clients check forms themselves, so what does not fit is
 * the client's mistake: a VALIDATION_ERROR whose pointers begin with the question's key.
 */
export function readForm(call: CheckedCall, { key, form, content }: FilledForm): Record<string, unknown> | Refusal {
  const answer = coerce(content, form);
  const hostile = findHostile(answer);
  const validate = inputValidator(form);
  const violations = hostile.tooDeep || validate(answer) ? [] : plainest(validate.errors ?? []);
  const findings = [...violations.map((error) => describeViolation(error, form)), ...hostile.findings];
  if (isRecord(answer) && findings.length === 0) return answer;
  return invalid(
    call,
    findings.map((finding) => ({ ...finding, path: [key, ...finding.path] })),
  );
}
