import type { Tool } from '../model.js';
import { effectiveInput } from '../program/effective-input.js';
import type { ExampleKeys } from '../read/declaration-tool.js';
import { childOf, type Node } from '../read/node.js';
import type { Whole } from './check-links.js';
import { checkMatcher, isMatcher } from './check-matcher.js';
import { answerType, brokenStep } from './check-paths.js';
import { findTool } from './check-scope.js';
import { checkValue, type ValueCheck } from './check-value.js';

/** The steps before an example against the tools that they call. Returns the names of what they keep. */
export function checkGiven(example: ExampleKeys, module: string, whole: Whole): ReadonlySet<string> {
  const { scope } = whole;
  const kept = new Set<string>();
  for (const given of example.given?.value ?? []) {
    const called = given.call && findTool(given.call.value, module, scope);
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
  return kept;
}

export function emptyMap({ span }: { readonly span: Node['span'] }): Node {
  return { kind: 'map', span, entries: [] };
}

export function checkInput(node: Node, tool: Tool, kept: ReadonlySet<string>, whole: Whole): void {
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

export function valueCheck(kept: ReadonlySet<string>, { scope, types }: Whole, side: 'input' | 'expect'): ValueCheck {
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
