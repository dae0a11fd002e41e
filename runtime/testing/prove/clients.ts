import assert from 'node:assert/strict';
import type { Prover } from '../check.js';
import { callThrough, libraries } from '../client-libraries.js';
import { withKept } from '../match.js';
import { sceneFor } from '../right-call.js';
import { violations } from '../violations.js';

/** The client libraries list the tool, call it and find that its answer fits the schema it publishes. */
export const proveClients: Prover = (subject) =>
  libraries.map((library) => ({
    name: `clients: ${library} takes the answer`,
    keys: ['outputSchema', 'output', 'inputSchema'],
    changes: true,
    async run(bench) {
      const { tool } = subject;
      const scene = sceneFor(subject, [...subject.scenes.keys()][0] ?? null);
      const { input, kept } = await bench.staged(scene);
      // What a session waits for, it has to have called itself.
      const before = tool.dependsOn?.session ? scene.given : [];
      const key = await bench.running.key(scene.as);
      const { isError, structuredContent } = await callThrough(library, `${bench.running.url}/mcp`, {
        key,
        tool: tool.name,
        input,
        before: before.map((step) => ({ tool: step.call, input: withKept(step.input, kept) })),
      });
      assert.ok(!isError, `The call through ${library} should succeed.`);
      if (tool.outputSchema) assert.deepEqual(violations(tool.outputSchema, structuredContent), []);
    },
  }));
