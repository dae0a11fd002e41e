import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import type { KeyLimits } from '../provide-server.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';
import type { Wire } from '../wire.js';
import { isRefusal, passes } from './access.js';

/** The gates that a key closes although the principal may: write switch, scope and allow-list. */
export const proveGates: Prover = (subject) =>
  [...subject.scenes.keys()].flatMap((action) => actionGates(subject, action));

function actionGates(subject: Subject, action: string | null): Check[] {
  const { tool } = subject;
  const { writeMode } = (action === null ? null : tool.actions?.[action]) ?? tool;
  const reads = writeMode === 'read';
  const of = action === null ? '' : `${action}: `;
  const mode = action === null ? 'writeMode' : `actions.${action}.writeMode`;
  const need = reads ? 'mcp:read' : 'mcp:write';
  const other = reads ? 'mcp:write' : 'mcp:read';
  const pass = (name: string, keys: readonly string[], limits: KeyLimits): Check => ({
    name: `${of}${name}`,
    keys,
    run: (bench) => passes(bench, subject, action, { as: sceneFor(subject, action).as, limits }),
  });
  const refuse = (name: string, gate: string, code: string, limits: KeyLimits): Check[] =>
    (['mcp', 'rest'] satisfies Wire[]).map((wire) => ({
      name: `${of}${name} (${wire})`,
      keys: [mode, `gate.${gate}`, `server.errors.${code}`],
      async run(bench) {
        const scene = sceneFor(subject, action);
        const outcome = await bench.call({ as: scene.as, wire, limits }, tool.name, formOf(tool, scene));
        isRefusal(subject, outcome, { code, gate, wire });
        if (code === 'INSUFFICIENT_SCOPE')
          assert.ok(outcome.raw.includes(need), 'The refusal should name the missing scope.');
      },
    }));
  return [
    ...(reads
      ? [pass('write gate: a key without writes may read', [mode, 'gate.write_gate'], { writes: false })]
      : refuse('write gate: a key without writes may not', 'write_gate', 'WRITE_NOT_ALLOWED', { writes: false })),
    pass(`scope: ${need} suffices`, [mode, 'gate.scope'], { scopes: [need] }),
    ...refuse(`scope: ${other} alone does not`, 'scope', 'INSUFFICIENT_SCOPE', { scopes: [other] }),
    pass('allow-list: naming the tool suffices', ['name', 'gate.allow_list'], { tools: [tool.name] }),
    ...refuse('allow-list: an empty one allows nothing', 'allow_list', 'FORBIDDEN', { tools: [] }),
  ];
}
