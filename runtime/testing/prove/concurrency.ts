import assert from 'node:assert/strict';
import type { Prover } from '../check.js';
import { sceneFor } from '../right-call.js';
import { isRefusal } from './access.js';

/** So many calls of a tenant run at the same time: one more is refused until one of them ends. */
export const proveConcurrency: Prover = (subject) => {
  const { tool, scenes } = subject;
  const slots = tool.limits?.concurrent;
  if (slots === undefined) return [];
  const [action = null] = scenes.keys();
  return [
    {
      name: `concurrency: ${slots} at the same time, and not one more`,
      keys: ['limits.concurrent', 'gate.concurrency', 'server.errors.RATE_LIMITED'],
      needs: ['hold'],
      changes: true,
      async run(bench) {
        const scene = sceneFor(subject, action);
        const input = await bench.stage(scene);
        const call = () => bench.call({ as: scene.as }, tool.name, input);
        const held = bench.hold(tool.name, 'before');
        const running = Array.from({ length: slots }, call);
        try {
          const ended = await Promise.race([held.reached(slots).then(() => null), ...running]);
          assert.equal(ended, null, `${slots} calls should run at once, and one answers ${ended?.raw.slice(0, 300)}`);
          const refused = await call();
          isRefusal(subject, refused, { code: 'RATE_LIMITED', gate: 'concurrency', wire: 'mcp' });
          const { limit, retry_after_seconds } = refused.error?.body ?? {};
          assert.deepEqual({ limit, retry_after_seconds }, { limit: slots, retry_after_seconds: 1 });
        } finally {
          held.release();
        }
        await Promise.all(running);
        const after = await call();
        assert.notEqual(after.error?.gate, 'concurrency', 'When they have ended, there is room again.');
      },
    },
  ];
};
