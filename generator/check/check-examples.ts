import type { Example, Given, Json, Tool, Type } from '../model.js';
import { effectiveInput } from '../program/effective-input.js';
import type { ExampleKeys, ToolKeys } from '../read/declaration-tool.js';
import { childOf, type Node, toJson, toPlace } from '../read/node.js';
import { deeds } from './check-graph.js';
import type { CheckedTool, Whole } from './check-links.js';
import { checkMatcher, isMatcher } from './check-matcher.js';
import { answerType, brokenStep } from './check-paths.js';
import { checkName, findTool, resolveTool, type Scope } from './check-scope.js';
import { checkValue, type ValueCheck } from './check-value.js';

type Input = { readonly [key: string]: Json };

export function readExamples(keys: ToolKeys, module: string, scope: Scope): readonly Example[] {
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
      given: readGiven(example, module, scope),
      input: inputOf(example.input),
      ...(example.expect ? { expect: toJson(example.expect) } : {}),
      ...(example.expect_error ? { expectError: example.expect_error.value } : {}),
    };
  });
}

function readGiven(example: ExampleKeys, module: string, scope: Scope): readonly Given[] {
  return (example.given?.value ?? []).map((given) => {
    if (given.as) checkName(given.as, 'principals', scope);
    const tool = given.call && resolveTool(given.call, module, scope);
    return {
      call: tool?.wire ?? '',
      ...(given.as ? { as: given.as.value } : {}),
      input: inputOf(given.input),
      keep: Object.fromEntries((given.keep?.value ?? []).map(({ key, value }) => [key.value, value.value])),
    };
  });
}

function inputOf(node: Node | undefined): Input {
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
    const kept = new Set<string>();
    for (const given of example.given?.value ?? []) {
      const called = given.call && findTool(given.call.value, name.module, scope);
      const target = called && whole.tools.get(called.wire);
      if (!target) continue;
      checkInput(given.input ?? emptyMap(given), target, kept, whole);
      const answer = answerType(target);
      for (const { key, value } of given.keep?.value ?? []) {
        kept.add(key.value);
        const broken = answer && brokenStep(value.value, answer, whole.lookup);
        if (broken)
          scope.log.report(
            'unknown-property',
            value.span,
            { name: broken.name, of: `the answer of ${target.name}` },
            { candidates: broken.known },
          );
      }
    }
    if (code?.value !== 'VALIDATION_ERROR') checkInput(example.input ?? emptyMap(example), tool, kept, whole);
    const answer = example.expect && expectedType(tool, inputOf(example.input), whole);
    if (example.expect && answer)
      checkValue(example.expect, answer, { ...valueCheck(kept, whole, 'expect'), partial: true });
  }
  const refused = keys.examples?.value.some((example) => example.expect_error) ?? false;
  if (tool.writeMode !== 'read' && !refused) {
    scope.log.report('no-refusal-example', (keys.examples ?? keys).span, { does: deeds[tool.writeMode] });
  }
}

function emptyMap({ span }: { readonly span: Node['span'] }): Node {
  return { kind: 'map', span, entries: [] };
}

function checkInput(node: Node, tool: Tool, kept: ReadonlySet<string>, whole: Whole): void {
  if (tool.verbatimInput) return;
  const check = valueCheck(kept, whole, 'input');
  checkValue(node, effectiveInput(whole.program, tool), check);
  const chosen = childOf(node, 'action');
  const action = tool.actions.find(({ name }) => chosen?.kind === 'scalar' && chosen.value === name);
  for (const name of action?.needs ?? []) {
    if (!childOf(node, name)) check.refuse(node.span, `the property '${name}', which the action needs`);
  }
  for (const name of action?.refuses ?? []) {
    const refused = childOf(node, name);
    if (refused) check.refuse(refused.span, `nothing, since the action refuses '${name}'`);
  }
}

function valueCheck(kept: ReadonlySet<string>, { scope, types }: Whole, side: 'input' | 'expect'): ValueCheck {
  const { log } = scope;
  return {
    types,
    refuse: (span, expected) =>
      log.report(side === 'input' ? 'example-input' : 'example-expectation', span, { expected }),
    secret: (node) => {
      const made = side === 'input' && node.kind === 'scalar' && /^example/i.test(String(node.value));
      if (!made) log.report('secret-in-example', node.span, {});
    },
    standsFor(node) {
      if (side === 'expect' && isMatcher(node)) {
        checkMatcher(node, log);
        return true;
      }
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return false;
      if (looksSecret(node.value)) log.report('secret-in-example', node.span, {});
      const name = /^\$([A-Za-z_]\w*)$/.exec(node.value)?.[1];
      if (name !== undefined && !kept.has(name)) log.report('unknown-kept', node.span, { name }, { candidates: kept });
      return name !== undefined;
    },
  };
}

/** Tokens of services that many people use, and private keys. */
function looksSecret(text: string): boolean {
  return /\b(sk|rk)_live_\w{8}|\bwhsec_\w{16}|\bgh[pousr]_\w{20}|\bgithub_pat_\w{20}|\bglpat-[\w-]{16}|\bAKIA[0-9A-Z]{16}\b|\bxox[abps]-[\w-]{10}|-----BEGIN [A-Z ]*PRIVATE KEY/.test(
    text,
  );
}

/** What the answer to these arguments looks like; null where it cannot be told. */
function expectedType(tool: Tool, input: Input, whole: Whole): Type | null {
  if (tool.output.kind !== 'variants') return answerType(tool);
  const properties = effectiveInput(whole.program, tool).properties;
  const argument = (name: string) => input[name] ?? properties.find((property) => property.name === name)?.type.default;
  const fits = tool.output.variants.filter(({ when }) =>
    Object.entries(when).every(([name, value]) => argument(name) === value),
  );
  return fits.length === 1 ? fits[0]!.type : null;
}
