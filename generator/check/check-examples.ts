import type { Example, Given, Json, Output, Tool } from '../model.js';
import { effectiveInput } from '../program/effective-input.js';
import type { ExampleKeys, ToolKeys } from '../read/declaration-tool.js';
import { type Node, toJson, toPlace } from '../read/node.js';
import { checkGiven, checkInput, emptyMap, valueCheck } from './check-given.js';
import { deeds } from './check-graph.js';
import type { CheckedTool, Whole } from './check-links.js';
import { answerType } from './check-paths.js';
import { checkName, resolveTool, type Scope } from './check-scope.js';
import { checkValue } from './check-value.js';

type Input = { readonly [key: string]: Json };

export function readExamples(
  keys: Pick<ToolKeys, 'examples'> & Partial<Pick<ToolKeys, 'aliases'>>,
  module: string,
  scope: Scope,
): readonly Example[] {
  const aliases = aliasNames(keys);
  return (keys.examples?.value ?? []).map((example) => {
    if (example.as) checkName(example.as, 'principals', scope);
    if (!example.written.has('expect') && !example.written.has('expect_error'))
      scope.log.report('missing-key', example.span, { key: 'expect', what: 'an example' });
    if (example.expect && example.expect_error) {
      scope.log.report('conflicting-keys', example.expect_error.span, { one: 'expect', other: 'expect_error' });
    }
    return {
      title: example.title?.value ?? '',
      place: toPlace(example.span),
      as: example.as?.value ?? '',
      given: readGiven(example, aliases, { module, scope }),
      input: inputOf(example.input),
      ...(example.expect ? { expect: toJson(example.expect) } : {}),
      ...(example.expect_error ? { expectError: example.expect_error.value } : {}),
      ...(example.expect_truncated?.value ? { expectTruncated: true as const } : {}),
    };
  });
}

/** Under an old name of its own, a tool is called as it used to be: no schema knows how that was. */
function aliasNames({ aliases }: Partial<Pick<ToolKeys, 'aliases'>>): ReadonlySet<string> {
  return new Set(
    (aliases?.value ?? []).flatMap((alias) => ('value' in alias ? alias.value : (alias.name?.value ?? []))),
  );
}

function readGiven(
  example: ExampleKeys,
  aliases: ReadonlySet<string>,
  { module, scope }: { readonly module: string; readonly scope: Scope },
): readonly Given[] {
  return (example.given?.value ?? []).map((given) => readStep(given, aliases, { module, scope }));
}

type GivenKeys = NonNullable<ExampleKeys['given']>['value'][number];

/** One call that an example asks for. */
export function readStep(
  given: GivenKeys,
  aliases: ReadonlySet<string>,
  { module, scope }: { readonly module: string; readonly scope: Scope },
): Given {
  if (given.as) checkName(given.as, 'principals', scope);
  const own = given.call && aliases.has(given.call.value) ? given.call.value : undefined;
  const call = own ?? (given.call && resolveTool(given.call, module, scope)?.wire);
  return {
    call: call ?? '',
    ...(given.as ? { as: given.as.value } : {}),
    input: inputOf(given.input),
    keep: Object.fromEntries((given.keep?.value ?? []).map(({ key, value }) => [key.value, value.value])),
  };
}

export function inputOf(node: Node | undefined): Input {
  return node ? (toJson(node) as Input) : {};
}

/** Examples against the schemas they show: their inputs, what they keep, and what they expect. */
export function checkExamples({ keys, tool, name }: CheckedTool, whole: Whole): void {
  const { scope } = whole;
  for (const example of keys.examples?.value ?? []) {
    const code = example.expect_error;
    if (code && !scope.errors.has(code.value) && !tool.failures.some((one) => one.code === code.value)) {
      const candidates = [...tool.failures.map((one) => one.code), ...scope.errors.keys()];
      scope.log.report('unknown-error', code.span, { name: code.value }, { candidates });
    }
    const kept = checkGiven(example, name.module, whole);
    if (code?.value !== 'VALIDATION_ERROR') checkInput(example.input ?? emptyMap(example), tool, kept, whole);
    const output = expectedOutput(tool, inputOf(example.input), whole);
    const answer = output && answerType(tool, output);
    if (example.expect && answer)
      checkValue(example.expect, answer, { ...valueCheck(kept, whole, 'expect'), partial: true });
    const cut = example.expect_truncated;
    if (cut?.value && !(output?.kind === 'list' && output.capped))
      scope.log.report('key-not-for-type', cut.span, { key: 'expect_truncated', kind: 'an answer without `capped`' });
  }
  const refused = keys.examples?.value.some((example) => example.expect_error) ?? false;
  if (tool.writeMode !== 'read' && !refused) {
    scope.log.report('no-refusal-example', (keys.examples ?? keys).span, { does: deeds[tool.writeMode] });
  }
}

/** What the answer to these arguments is declared to be; null where it cannot be told. */
function expectedOutput(tool: Tool, input: Input, whole: Whole): Output | null {
  if (tool.output.kind !== 'variants') return tool.output;
  const properties = effectiveInput(whole.program, tool).properties;
  const argument = (name: string) => input[name] ?? properties.find((property) => property.name === name)?.type.default;
  const fits = tool.output.variants.filter(({ when }) =>
    Object.entries(when).every(([name, value]) => argument(name) === value),
  );
  return fits.length === 1 ? fits[0]! : null;
}
