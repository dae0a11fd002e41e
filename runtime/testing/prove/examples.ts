import assert from 'node:assert/strict';
import type { Example } from '../../tool.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord, mismatches, withKept } from '../match.js';
import type { Scene } from '../scene.js';
import { isTenantTool, tenantOf } from '../standing.js';
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
    const both = example === success || errors.get(example.expectError) === example;
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
        ? ['examples', 'output', 'input', 'server.modules', 'server.contexts']
        : [`errors.${code}`, `server.errors.${code}`],
    ...(changes ? { changes } : {}),
    async run(bench) {
      const scene: Scene = { as: example.as, given: example.given ?? [], input: example.input, from: 'example' };
      const { input, kept } = await bench.staged(scene);
      const outcome = await bench.call({ as: example.as, wire }, tool.name, input);
      if (code !== undefined) return isDeclaredError(subject, outcome, { code, input, wire });
      assert.equal(outcome.error, null, `The example should succeed and answers ${outcome.raw.slice(0, 500)}`);
      const value = answered(subject, outcome, wire);
      if (value !== undefined)
        assert.deepEqual(mismatches(withKept(expected(subject, example, wire), kept), value), []);
      if (wire === 'mcp') {
        saysItInText(subject, outcome, input);
        namesTenant(subject, outcome, example.as);
      }
    },
  };
}

/** REST answers a `bare` list as the array itself. */
function expected({ tool }: Subject, example: Example, wire: Wire): unknown {
  const { expect } = example;
  const bare = wire === 'rest' && tool.output.kind === 'list' && tool.output.rest === 'bare' ? tool.output.as : null;
  return bare !== null && isRecord(expect) ? expect[bare] : (expect ?? {});
}

/** The answer without its envelope; undefined where REST sends text that is not JSON. */
function answered({ tool, server }: Subject, outcome: Outcome, wire: Wire): unknown {
  if (wire === 'mcp') return outcome.value;
  if (!outcome.contentType.startsWith('application/json')) return undefined;
  return unwrapped(server.modules[tool.module]?.envelope === 'data_meta', outcome.value);
}

function unwrapped(enveloped: boolean, value: unknown): unknown {
  if (!enveloped) return value;
  assert.ok(isRecord(value) && value.success === true, 'The answer should be enveloped in {success, data, _meta}.');
  return value.data;
}

/** The text block says the same as `structuredContent`, for clients that read only text. */
function saysItInText({ tool, server }: Subject, outcome: Outcome, input: Readonly<Record<string, unknown>>): void {
  const format = input.response_format ?? input.responseFormat ?? tool.formats?.[0];
  if (tool.output.kind === 'content' || format === 'csv' || format === 'yaml') return;
  assert.deepEqual(
    unwrapped(server.modules[tool.module]?.envelope === 'data_meta', JSON.parse(outcome.text)),
    outcome.value,
  );
}

/** A write within a tenant says in `_meta` whose data it changed. */
function namesTenant({ tool, server }: Subject, outcome: Outcome, as: string): void {
  const tenant = tenantOf(server, as);
  const word = tenant?.meta;
  if (word === undefined || !isTenantTool(server, tool)) return;
  assert.equal(
    outcome.meta[word],
    tool.writeMode === 'read' ? undefined : tenant?.id,
    `_meta.${word} should name the tenant that was changed.`,
  );
}
