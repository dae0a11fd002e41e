import assert from 'node:assert/strict';
import type { Subject } from '../check.js';
import type { Outcome, Wire } from '../wire.js';

export interface Expected {
  readonly code: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly wire: Wire;
}

/** The answer is the declared error, whole: code, number or status, channel, sentence, data and the tool that helps. */
export function isDeclaredError({ tool, server }: Subject, outcome: Outcome, { code, input, wire }: Expected): void {
  const declared = tool.errors?.[code] ?? server.errors[code];
  assert.ok(declared, `Neither '${tool.name}' nor the server declares ${code}.`);
  const { error } = outcome;
  assert.ok(error, `The answer should be ${code} and is a success: ${outcome.raw.slice(0, 300)}`);
  const sentence = filled(declared.message, { ...input, tool: tool.name, ...error.body });
  assert.deepEqual(
    {
      code: error.code,
      channel: error.channel,
      rpc: error.rpc,
      sentence: error.message,
      status: wire === 'rest' ? outcome.status : null,
    },
    {
      code,
      channel: wire === 'rest' ? 'rest' : declared.channel,
      rpc: wire === 'mcp' && declared.channel === 'rpc' ? (declared.rpc ?? -32603) : null,
      sentence,
      status: wire === 'rest' ? declared.http : null,
    },
  );
  if (tool.errors?.[code]) {
    const { next } = declared;
    const told = error.body.next;
    assert.deepEqual(
      told,
      next === undefined
        ? undefined
        : { tool: next.tool, arguments: filledArguments(next.fill, { ...input, ...error.body }) },
      'next',
    );
    for (const name of Object.keys(declared.data ?? {}))
      assert.ok(name in error.body, `The body of ${code} should hold '${name}'.`);
  }
}

function filled(message: string, values: Readonly<Record<string, unknown>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : String(values[name]),
  );
}

function filledArguments(
  fill: Readonly<Record<string, string>> | undefined,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fill ?? {}).map(([argument, from]) => [argument, values[from]]));
}
