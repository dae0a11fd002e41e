import assert from 'node:assert/strict';
import type { Prover } from '../check.js';
import { callThrough, type Library } from '../client-libraries.js';
import { sceneFor } from '../right-call.js';
import { violations } from '../violations.js';

const libraries: readonly Library[] = ['client (2026-07-28)', 'client (2025-11-25)', 'sdk (2025-11-25)'];

/** The client libraries list the tool, call it and find that its answer fits the schema it publishes. */
export const proveClients: Prover = (subject) =>
  libraries.map((library) => ({
    name: `clients: ${library} takes the answer`,
    keys: ['outputSchema', 'output', 'inputSchema'],
    changes: true,
    async run(bench) {
      const { tool } = subject;
      const scene = sceneFor(subject, [...subject.scenes.keys()][0] ?? null);
      const input = await bench.stage(scene);
      const key = await bench.running.key(scene.as);
      const { isError, structuredContent } = await callThrough(library, `${bench.running.url}/mcp`, {
        key,
        tool: tool.name,
        input,
      });
      assert.ok(!isError, `The call through ${library} should succeed.`);
      if (tool.outputSchema) assert.deepEqual(violations(tool.outputSchema, structuredContent), []);
    },
  }));
