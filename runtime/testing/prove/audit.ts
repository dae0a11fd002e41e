import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';
import { isTenantTool, tenantOf } from '../standing.js';

/** One row for each call, committed or refused, with who did what. What of it is sensitive, `proveSecrets` looks for. */
export const proveAudit: Prover = (subject) =>
  [...subject.scenes.keys()].flatMap((action) => [successRow(subject, action), refusalRow(subject, action)]);

function successRow(subject: Subject, action: string | null): Check {
  const { tool, server } = subject;
  const writeMode = (action === null ? null : tool.actions?.[action])?.writeMode ?? tool.writeMode;
  return {
    name: `audit: ${action ?? 'a call'} that succeeds leaves one row`,
    keys: ['audit', 'writeMode', ...(action === null ? [] : [`actions.${action}.writeMode`])],
    needs: ['audit'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      const { traceId } = await bench.succeed({ as: scene.as }, tool.name, input);
      const rows = (await bench.audit(traceId)).filter(({ parentId }) => parentId === null);
      assert.equal(rows.length, 1, `One row is due and there are ${rows.length}.`);
      const [row] = rows;
      assert.ok(row);
      const { outcome, gate } = row;
      assert.deepEqual(
        {
          traceId: row.traceId,
          wire: row.wire,
          tool: row.tool,
          action: row.action,
          writeMode: row.writeMode,
          outcome,
          gate,
          dryRun: row.dryRun,
          replayed: row.replayed,
        },
        {
          ...{ traceId, wire: 'mcp', tool: tool.name, action, writeMode, outcome: 'ok', gate: null },
          ...{ dryRun: false, replayed: false },
        },
      );
      assert.match(row.id, /^aud_[0-9a-f]{24}$/);
      assert.ok(row.principalId && row.connectionId, 'The row should name the principal and the connection.');
      if (isTenantTool(server, tool) && scene.given.length === 0)
        assert.equal(row.tenantId, tenantOf(server, scene.as)?.id);
      assert.ok(isRecord(row.arguments), 'The row should hold the arguments.');
      for (const [name, value] of Object.entries(input)) {
        const sensitive = tool.input.properties?.[name]?.sensitivity !== undefined;
        if (!sensitive && (value === null || typeof value !== 'object'))
          assert.deepEqual(row.arguments[name], value, `The argument '${name}'`);
      }
    },
  };
}

function refusalRow(subject: Subject, action: string | null): Check {
  const { tool } = subject;
  return {
    name: `audit: ${action ?? 'a call'} that is refused leaves one row`,
    keys: ['audit', 'gate.allow_list'],
    needs: ['audit'],
    async run(bench) {
      const scene = sceneFor(subject, action);
      const { traceId } = await bench.call({ as: scene.as, limits: { tools: [] } }, tool.name, formOf(tool, scene));
      const rows = await bench.audit(traceId);
      assert.deepEqual(
        rows.map(({ tool: name, outcome, gate }) => ({ name, outcome, gate })),
        [{ name: tool.name, outcome: 'FORBIDDEN', gate: 'allow_list' }],
      );
    },
  };
}
