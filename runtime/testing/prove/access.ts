import assert from 'node:assert/strict';
import type { Tool } from '../../tool.js';
import type { Access } from '../access-lock.js';
import type { Bench, Caller } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';
import type { Outcome, Wire } from '../wire.js';

/**
 * Every principal × action against the access lock, on MCP; one case a gate on REST. "Allowed" is shown without doing
 * anything: an otherwise right call with one unknown argument comes as far as the validation of its input.
 */
export const proveAccess: Prover = (subject) =>
  [...subject.access].flatMap(([action, principals]) => {
    const shownOnRest = new Set<string>();
    return [...principals].flatMap(([principal, access]) => {
      const gate = access.allowed ? 'allowed' : access.gate;
      const wires: Wire[] = shownOnRest.has(gate) ? ['mcp'] : ['mcp', 'rest'];
      shownOnRest.add(gate);
      return wires.map((wire) => accessCheck(subject, action, { as: principal, wire }, access));
    });
  });

function accessCheck(subject: Subject, action: string | null, caller: Caller, access: Access): Check {
  const { tool, server } = subject;
  const of = action === null ? '' : `${action}: `;
  const how = access.allowed ? 'may call' : `is refused by the gate ${access.gate}`;
  return {
    name: `access: ${of}${caller.as} ${how} (${caller.wire})`,
    keys: [
      ...privilegesAsked(tool, action).map((privilege) => `privilege.${privilege}`),
      `server.roles.${server.principals[caller.as]?.role}`,
      'audience',
      'context',
      'requires',
      ...(action === null ? [] : [`actions.${action}.requires`]),
      ...(access.allowed
        ? ['server.errors.VALIDATION_ERROR']
        : [`gate.${access.gate}`, `server.errors.${access.code}`]),
    ],
    async run(bench) {
      if (access.allowed) await passes(bench, subject, action, caller);
      else {
        const input = formOf(tool, sceneFor(subject, action));
        const refused = { ...access, wire: caller.wire ?? 'mcp', facts: {} };
        isRefusal(subject, await bench.call(caller, tool.name, input), refused);
      }
    },
  };
}

function privilegesAsked(tool: Tool, action: string | null): readonly string[] {
  const own = action === null ? [] : (tool.actions?.[action]?.requires ?? []);
  return [...tool.requires, ...own].map(({ privilege }) => privilege);
}

/** The call passes every gate before its input: an argument that no tool has is the only thing wrong with it. */
export async function passes(bench: Bench, subject: Subject, action: string | null, caller: Caller): Promise<void> {
  const input = { ...formOf(subject.tool, sceneFor(subject, action)), [unknown]: 1 };
  const outcome = await bench.call(caller, subject.tool.name, input);
  const told = `${subject.tool.name} should pass every gate as ${caller.as} and answers ${outcome.raw.slice(0, 400)}`;
  assert.equal(outcome.error?.code, 'VALIDATION_ERROR', told);
  if (caller.wire === 'rest') assert.equal(outcome.status, subject.server.errors.VALIDATION_ERROR?.http);
  assert.deepEqual(Object.keys(Object(outcome.error?.body.details)), [unknown], told);
}

export interface Refused {
  readonly code: string;
  readonly gate: string;
  readonly wire: Wire;
  /** All that the body says beside the sentence, the code and the gate; absent where another check looks at that. */
  readonly facts?: object;
}

/** The answer is this refusal, as the server's table of errors says it on this wire. */
export function isRefusal({ tool, server }: Subject, outcome: Outcome, { code, gate, wire, facts }: Refused): void {
  const declared = server.errors[code];
  assert.ok(declared, `The error table has no ${code}.`);
  const { error } = outcome;
  assert.ok(error, `${tool.name} should be refused with ${code} and succeeds: ${outcome.raw.slice(0, 300)}`);
  const expected = declared.message.replaceAll('{tool}', tool.name);
  const open = expected.split(/\{\w+\}/)[0] ?? '';
  assert.deepEqual(
    { code: error.code, channel: error.channel, rpc: error.rpc, message: error.message.slice(0, open.length) },
    {
      code,
      channel: wire === 'rest' ? 'rest' : declared.channel,
      rpc: wire === 'mcp' && declared.channel === 'rpc' ? (declared.rpc ?? null) : null,
      message: open,
    },
  );
  if (error.gate !== null || declared.channel === 'rpc') assert.equal(error.gate, gate);
  if (facts !== undefined) {
    const { success: _success, error: _error, code: _code, gate: _gate, message: _message, ...more } = error.body;
    assert.deepEqual(more, facts);
  }
  // Client libraries drop the body of any status but 200, and step up their authorization at a 403 with a challenge.
  assert.equal(outcome.status, wire === 'rest' || code === 'INSUFFICIENT_SCOPE' ? declared.http : 200);
}
