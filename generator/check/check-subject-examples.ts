import type { ObjectType, Property, Type } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import type { Span } from '../read/node.js';
import { checkGiven, emptyMap, valueCheck } from './check-given.js';
import type { Whole } from './check-links.js';
import { checkValue } from './check-value.js';

/** A resource or a prompt, as far as its examples show it. */
export interface Shown {
  readonly keys: Pick<ToolKeys, 'examples'> & { readonly span: Span };
  readonly module: string;
  readonly parameters: readonly Property[];
  /** What is read, where it is typed. */
  readonly answer: Type | null;
}

/** Examples of resources and prompts against what they show: parameters, errors of the server's table, and answers. */
export function checkSubjectExamples({ keys, module, parameters, answer }: Shown, whole: Whole): void {
  const { scope } = whole;
  const input: ObjectType = { kind: 'object', properties: parameters };
  for (const example of keys.examples?.value ?? []) {
    const code = example.expect_error;
    if (code && !scope.errors.has(code.value)) {
      scope.log.report('unknown-error', code.span, { name: code.value }, { candidates: scope.errors.keys() });
    }
    const kept = checkGiven(example, module, whole);
    if (code?.value !== 'VALIDATION_ERROR') {
      checkValue(example.input ?? emptyMap(example), input, valueCheck(kept, whole, 'input'));
    }
    if (example.expect && answer) {
      checkValue(example.expect, answer, { ...valueCheck(kept, whole, 'expect'), partial: true });
    }
  }
}

/** Nobody can make up a part of an address that leads somewhere, so without an example nothing shows that any does. */
export function checkHasExample({ keys, parameters }: Shown, { scope }: Whole): void {
  const succeeds = (keys.examples?.value ?? []).some((example) => !example.expect_error);
  if (parameters.some((parameter) => parameter.required) && !succeeds) {
    scope.log.report('no-example', (keys.examples ?? keys).span, {});
  }
}
