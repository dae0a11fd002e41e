import assert from 'node:assert/strict';
import type { Example } from '../../tool.js';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { callThrough, libraries } from '../client-libraries.js';
import { isRecord } from '../match.js';
import { violations } from '../violations.js';
import { type Outcome, rpc } from '../wire.js';

/**
 * An answer's size is told from the hint on; over the limit it is cut, says so, still fits its schema in the clients,
 * and points to the whole, which nobody else can read.
 */
export const proveLargeResults: Prover = (subject) => {
  const { tool, examples } = subject;
  if (tool.writeMode !== 'read') return [];
  const calls = examples.filter(({ expectError, given }) => expectError === undefined && !given?.length);
  const declared = tool.limits?.inlineBytes !== undefined;
  return [...calls.map((example) => sizeCheck(subject, example)), ...(declared ? [oneIsLarge(subject, calls)] : [])];
};

const keys = ['limits.inlineBytes', 'server.limits.inlineBytes', 'server.limits.sizeHintBytes'];

function sizeCheck(subject: Subject, example: Example): Check {
  const { tool, server } = subject;
  return {
    name: `large results: ${example.title}: as large as it may be, or a pointer`,
    keys,
    async run(bench) {
      const answer = await bench.succeed({ as: example.as }, tool.name, example.input);
      const { resourceUri, responseSize } = answer.meta;
      const whole = resourceUri === undefined ? answer.text : await read(bench, example.as, resourceUri);
      const size = tool.output.kind === 'content' ? null : Buffer.byteLength(whole);
      if (size === null) return;
      const limit = tool.limits?.inlineBytes ?? server.limits.inlineBytes;
      assert.equal(resourceUri !== undefined, size > limit, `${size} bytes, and a limit of ${limit}.`);
      if (isBare(subject)) {
        assert.equal(responseSize, size >= server.limits.sizeHintBytes ? size : undefined, 'Its size in _meta');
      }
      if (resourceUri !== undefined) await pointed(bench, { subject, example, answer, whole, limit });
    },
  };
}

/** An envelope tells the size within itself, and so is longer than what it tells. */
function isBare({ tool, server }: Subject): boolean {
  return server.modules[tool.module]?.envelope !== 'data_meta';
}

interface Pointed {
  readonly subject: Subject;
  readonly example: Example;
  readonly answer: Outcome;
  readonly whole: string;
  readonly limit: number;
}

async function pointed(bench: Bench, { subject, example, answer, whole, limit }: Pointed): Promise<void> {
  const { tool, server } = subject;
  const { resourceUri, truncated, query } = answer.meta;
  const uri = String(resourceUri);
  assert.ok(
    Array.isArray(truncated) && truncated.every(({ shown, of = Number.POSITIVE_INFINITY }) => shown < of),
    'Every cut is told.',
  );
  assert.ok(Buffer.byteLength(answer.text) <= limit, 'What is left fits the limit.');
  assert.notEqual(answer.text, whole);
  assert.ok(isRecord(query) && query.tool === tool.name);
  assert.ok(answer.raw.includes('"resource_link"'), 'A link stands behind the text.');

  const rest = await bench.succeed({ as: example.as, wire: 'rest' }, tool.name, example.input);
  assert.ok(Buffer.byteLength(rest.text) > limit, 'REST answers all of it.');

  const others = Object.keys(server.principals).filter((principal) => principal !== example.as);
  for (const other of others) await isUnknown(bench, other, uri);
  await isUnknown(bench, example.as, uri, { writes: false });
  await isUnknown(
    bench,
    example.as,
    uri.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
  );

  const key = await bench.running.key(example.as);
  for (const library of libraries) {
    const call = { key, tool: tool.name, input: example.input };
    const { isError, structuredContent } = await callThrough(library, `${bench.running.url}/mcp`, call);
    assert.ok(!isError && tool.outputSchema);
    assert.deepEqual(violations(tool.outputSchema, structuredContent), []);
  }
}

async function read(bench: Bench, as: string, uri: unknown): Promise<string> {
  const { message, raw } = await resource(bench, as, uri);
  const result = isRecord(message) && isRecord(message.result) ? message.result : {};
  const [contents] = Array.isArray(result.contents) ? result.contents : [];
  assert.ok(isRecord(contents) && typeof contents.text === 'string', `resources/read answers ${raw.slice(0, 300)}`);
  assert.equal(contents.uri, uri);
  return contents.text;
}

async function isUnknown(bench: Bench, as: string, uri: string, limits = {}): Promise<void> {
  const { message, raw } = await resource(bench, as, uri, limits);
  const error = isRecord(message) && isRecord(message.error) ? message.error : {};
  assert.equal(error.code, -32602, `Only who got the pointer may use it: ${raw.slice(0, 300)}`);
}

async function resource(bench: Bench, as: string, uri: unknown, limits = {}) {
  const key = await bench.running.key(as, limits);
  return rpc(bench.running.url, key, { method: 'resources/read', params: { uri } });
}

/** A limit that no example reaches would be proven by nothing. */
function oneIsLarge(subject: Subject, calls: readonly Example[]): Check {
  const { tool } = subject;
  return {
    name: 'large results: some example is over the declared limit',
    keys: ['limits.inlineBytes'],
    async run(bench) {
      const answers = await Promise.all(calls.map(({ as, input }) => bench.succeed({ as }, tool.name, input)));
      assert.ok(
        answers.some(({ meta }) => meta.resourceUri !== undefined),
        `No example of '${tool.name}' answers more than ${tool.limits?.inlineBytes} bytes. Add one.`,
      );
    },
  };
}
