import assert from 'node:assert/strict';
import type { Example, Tool } from '../../tool.js';
import type { Check, Prover, Subject } from '../check.js';
import { hidesNothing } from '../cleaned-text.js';
import { hasDeclaredPlaces, placeKeys } from '../declared-places.js';
import { isEnveloped, unwrapped } from '../envelope.js';
import { isRecord, mismatches, withKept } from '../match.js';
import { answerTo } from '../output-shape.js';
import type { Scene } from '../scene.js';
import { isTenantTool, tenantOf } from '../standing.js';
import { tellsTruncation } from '../truncation.js';
import type { Outcome, Wire } from '../wire.js';
import { isDeclaredError } from './declared-error.js';

/** Every example, alone on the demo state, over MCP; the first success and the first error over REST as well. */
export const proveExamples: Prover = (subject) => {
  const success = subject.examples.find(({ expectError }) => expectError === undefined);
  const errors = new Map(
    subject.examples
      .filter((example) => example.expectError !== undefined)
      .map((example) => [example.expectError, example]),
  );
  return subject.examples.flatMap((example) => {
    // Whoever comes by REST cannot be asked.
    const restToo = example === success && !subject.tool.asks;
    const both = restToo || errors.get(example.expectError) === example;
    return (both ? (['mcp', 'rest'] as const) : (['mcp'] as const)).map((wire) => exampleCheck(subject, example, wire));
  });
};

function exampleCheck(subject: Subject, example: Example, wire: Wire): Check {
  const { tool } = subject;
  const code = example.expectError;
  const changes =
    code === undefined
      ? tool.writeMode !== 'read' || (example.given?.length ?? 0) > 0
      : (example.given?.length ?? 0) > 0;
  return {
    name: `example: ${example.title} (${wire})`,
    keys:
      code === undefined
        ? [
            'examples',
            'output',
            'output.capped',
            'input',
            'server.modules',
            'server.contexts',
            ...placeKeys(tool, example.input),
          ]
        : [`errors.${code}`, `server.errors.${code}`],
    ...(changes ? { changes } : {}),
    async run(bench) {
      const scene: Scene = { as: example.as, given: example.given ?? [], input: example.input, from: 'example' };
      const { input, kept } = await bench.staged(scene);
      const outcome = await bench.call({ as: example.as, wire }, tool.name, input);
      if (code !== undefined) return isDeclaredError(subject, outcome, { code, input, wire });
      assert.equal(outcome.error, null, `The example should succeed and answers ${outcome.raw.slice(0, 500)}`);
      const value = answered(subject, outcome, { input, wire });
      if (bareList(subject, example.input, wire) !== null)
        assert.ok(
          Array.isArray(value),
          `Over REST the answer is the list itself, and not ${outcome.raw.slice(0, 500)}`,
        );
      if (value !== undefined)
        assert.deepEqual(mismatches(withKept(expected(subject, example, wire), kept), value), []);
      tellsTruncation(tool, { ...example, input }, { wire, outcome, value });
      if (wire === 'mcp') {
        hidesNothing(tool, input, outcome.value);
        saysItInText(subject, outcome, input);
        namesTenant(subject, outcome, example);
        const format = formatOf(tool, input);
        const asked = { tool, server: subject.server, as: example.as, input, detailed: format === 'detailed' };
        if (format !== 'csv') hasDeclaredPlaces(asked, outcome.value);
      }
    },
  };
}

/** The noun of a `bare` list, which REST answers as the array itself; null for every other answer. */
function bareList(subject: Subject, input: Example['input'], wire: Wire): string | null {
  const output = answerTo(subject.tool, input);
  return wire === 'rest' && output?.kind === 'list' && output.rest === 'bare' && !isEnveloped(subject)
    ? output.as
    : null;
}

function expected(subject: Subject, { expect = {}, input }: Example, wire: Wire): unknown {
  const as = bareList(subject, input, wire);
  return as !== null && isRecord(expect) ? (expect[as] ?? []) : expect;
}

/** The answer without its envelope; undefined where REST sends text that is not JSON. */
function answered(
  subject: Subject,
  outcome: Outcome,
  { input, wire }: { readonly input: Readonly<Record<string, unknown>>; readonly wire: Wire },
): unknown {
  if (wire === 'mcp') return outcome.value;
  return outcome.contentType.startsWith('application/json') ? unwrapped(subject, outcome.value, input) : undefined;
}

/** The text block says the same as `structuredContent`, for clients that read only text. */
function saysItInText(subject: Subject, outcome: Outcome, input: Readonly<Record<string, unknown>>): void {
  const { tool } = subject;
  const format = formatOf(tool, input);
  if (tool.output.kind === 'content' || format === 'csv' || format === 'yaml') return;
  assert.deepEqual(unwrapped(subject, JSON.parse(outcome.text), input), outcome.value);
}

function formatOf(tool: Tool, input: Readonly<Record<string, unknown>>): unknown {
  return input.response_format ?? input.responseFormat ?? tool.formats?.[0];
}

/** A write within a tenant says in `_meta` whose data it changed; a read says nothing. */
function namesTenant({ tool, server }: Subject, outcome: Outcome, example: Example): void {
  const tenant = tenantOf(server, example.as);
  if (tenant === null || !isTenantTool(server, tool) || example.given?.length) return;
  const { writeMode } = tool.actions?.[String(example.input.action)] ?? tool;
  assert.equal(outcome.meta[tenant.meta], writeMode === 'read' ? undefined : tenant.id, `_meta.${tenant.meta}`);
}
