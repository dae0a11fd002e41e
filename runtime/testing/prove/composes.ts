import assert from 'node:assert/strict';
import type { AuditRow } from '../../call/audit/audit.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';

/**
 * A composite runs what it declares and nothing else: each step is a call of its own, with a row of the audit that names
 * the composite's, and each that was done is told with a receipt.
 */
export const proveComposes: Prover = (subject) =>
  subject.tool.composes === undefined ? [] : [...subject.scenes.keys()].map((action) => stepsCheck(subject, action));

function stepsCheck(subject: Subject, action: string | null): Check {
  const { tool } = subject;
  return {
    name: `composes: ${action === null ? '' : `${action}: `}each step has its row, and a receipt where it was done`,
    keys: ['composes'],
    needs: ['audit'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      const { traceId, meta } = await bench.succeed({ as: scene.as }, tool.name, input);
      const rows = await bench.audit(traceId);
      const own = rows.find((row) => row.parentId === null);
      const steps = rows.filter((row) => row.parentId !== null);
      assert.ok(own && steps.length > 0, 'A composite should have run some step.');
      for (const step of steps) {
        assert.equal(step.parentId, own.id);
        assert.ok(tool.composes?.includes(nameOf(step)), `'${nameOf(step)}' is no step that it declares.`);
        assert.deepEqual(whoOf(step), whoOf(own), 'A step is its caller’s.');
      }
      const done = steps.filter((row) => row.outcome === 'ok').map((row) => ({ tool: row.tool, audit_id: row.id }));
      const receipts = (Array.isArray(meta.receipts) ? meta.receipts : []).map(({ item: _, ...receipt }) => receipt);
      assert.deepEqual(sorted(receipts), sorted(done));
    },
  };
}

function nameOf({ tool, action }: AuditRow): string {
  return action === null ? tool : `${tool}.${action}`;
}

const whoOf = ({ principalId, connectionId, tenantId, wire }: AuditRow) => ({
  ...{ principalId, connectionId, tenantId, wire },
});

function sorted<Receipt extends { readonly audit_id?: unknown }>(receipts: readonly Receipt[]): readonly Receipt[] {
  return receipts.toSorted((left, right) => (String(left.audit_id) < String(right.audit_id) ? -1 : 1));
}
