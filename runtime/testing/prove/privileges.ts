import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { declared, met, outputShape } from '../output-shape.js';
import { sceneFor } from '../right-call.js';
import { everyColumn } from '../rows.js';
import { privilegesOf, tenantOf } from '../standing.js';

/** Properties that need a privilege: there for each principal who holds it, left out for each who does not. */
export const provePrivileges: Prover = (subject) =>
  [...subject.access.keys()].flatMap((action) => actionChecks(subject, action));

function actionChecks(subject: Subject, action: string | null): Check[] {
  const { tool, server } = subject;
  const scene = sceneFor(subject, action);
  const shape = outputShape(tool, scene.input);
  const privileged =
    shape === null ? [] : [...declared(shape)].filter((property) => property.shape.privilege !== undefined);
  if (shape === null || privileged.length === 0) return [];
  const tenant = tenantOf(server, scene.as)?.id;
  const callers = [...(subject.access.get(action) ?? [])].filter(
    ([principal, { allowed }]) => allowed && tenantOf(server, principal)?.id === tenant,
  );
  return callers.map(([principal]) => ({
    name: `privileges: ${action === null ? '' : `${action}: `}what ${principal} sees`,
    keys: [
      ...privileged.map(({ path }) => `output.${path}.privilege`),
      `server.roles.${server.principals[principal]?.role}`,
    ],
    changes: true,
    async run(bench) {
      const held = privilegesOf(server, principal);
      const input = { ...(await bench.stage(scene)), ...everyColumn(tool) };
      const outcome = await bench.call({ as: principal }, tool.name, input);
      if (outcome.error !== null && principal !== scene.as && tool.errors?.[outcome.error.code]) return;
      assert.equal(outcome.error, null, outcome.raw.slice(0, 300));
      const seen = [...met(shape, outcome.value)];
      for (const { path, shape: property } of privileged) {
        const values = seen.filter((property) => property.path === path);
        assert.ok(values.length > 0, `The answer has no place for '${path}': let the demo data give the example one.`);
        for (const { value, required } of values) {
          if (!held.has(property.privilege ?? ''))
            assert.equal(value, undefined, `'${path}' should be left out for ${principal}.`);
          else if (required) assert.notEqual(value, undefined, `'${path}' should be there for ${principal}.`);
        }
      }
    },
  }));
}
