import assert from 'node:assert/strict';
import type { Prover } from '../check.js';
import { sceneFor } from '../right-call.js';

/** A tool declared idempotent: the same arguments twice leave the state that once left. */
export const proveIdempotence: Prover = (subject) => {
  const { tool, scenes } = subject;
  return [...scenes.keys()]
    .filter((action) => (action === null ? tool.idempotent : tool.actions?.[action]?.idempotent))
    .map((action) => {
      const reads =
        (action === null ? tool : tool.actions?.[action])?.writeMode === 'read' &&
        sceneFor(subject, action).given.length === 0;
      return {
        name: `idempotent: ${action ?? 'the call'} twice leaves the state that once left`,
        keys: ['idempotent', ...(action === null ? [] : [`actions.${action}.idempotent`])],
        ...(reads ? {} : { changes: true as const }),
        async run(bench) {
          const scene = sceneFor(subject, action);
          const input = await bench.stage(scene);
          await bench.succeed({ as: scene.as }, tool.name, input);
          const once = await bench.running.state();
          await bench.call({ as: scene.as }, tool.name, input);
          assert.equal(await bench.running.state(), once, 'The second call changed the state again.');
        },
      };
    });
};
