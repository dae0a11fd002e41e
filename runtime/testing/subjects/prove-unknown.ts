import assert from 'node:assert/strict';
import type { Check } from '../check.js';
import { isTenantTool, tenantOf } from '../standing.js';
import { ask } from './ask.js';
import { expandUri } from './expand-uri.js';
import { refusedWith } from './prove-access.js';
import type { Reading } from './reading.js';
import { readingScene } from './scene.js';

/** An address or a name that is nobody's; and one row in the audit for each call. */
export function proveReadingAudit(reading: Reading): readonly Check[] {
  const scene = readingScene(reading);
  const code = reading.kind === 'prompt' ? 'UNKNOWN_PROMPT' : 'UNKNOWN_RESOURCE';
  return [
    {
      name: 'unknown: a name that is near is not it',
      keys: ['uri', 'name', `server.errors.${code}`, 'gate.find'],
      async run(bench) {
        const request =
          reading.kind === 'prompt'
            ? { method: 'prompts/get', params: { name: `${reading.list.value}x` } }
            : {
                method: 'resources/read',
                params: { uri: expandUri(reading.name, scene.parameters).replace(/(?=\?)|$/, '/x') },
              };
        const asked = await ask(bench, { as: scene.as }, request);
        refusedWith(reading, asked, { code, gate: 'find' });
        assert.equal(asked.error?.number, -32602);
      },
    },
    {
      name: 'audit: one row for what is asked for, and one for what is refused',
      keys: ['audit', 'name', 'gate.allow_list'],
      needs: ['audit'],
      async run(bench) {
        const { traceId, error } = await reading.ask(bench, { as: scene.as }, scene.parameters);
        const rows = (await bench.audit(traceId)).filter(({ tool }) => tool === reading.name);
        const { server, declaration } = reading;
        const tenant = isTenantTool(server, declaration) ? { tenantId: tenantOf(server, scene.as)?.id } : {};
        assert.deepEqual(
          rows.map(({ outcome, writeMode, wire, tenantId }) => ({
            ...{ outcome, writeMode, wire },
            ...('tenantId' in tenant && { tenantId }),
          })),
          [{ outcome: error === null ? 'ok' : error.data.code, writeMode: 'read', wire: 'mcp', ...tenant }],
        );
        const refused = await reading.ask(bench, { as: scene.as, limits: { tools: [] } }, scene.parameters);
        assert.deepEqual(
          (await bench.audit(refused.traceId)).map(({ tool, outcome, gate }) => ({ tool, outcome, gate })),
          [{ tool: reading.name, outcome: 'FORBIDDEN', gate: 'allow_list' }],
        );
      },
    },
  ];
}
