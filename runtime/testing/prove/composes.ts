import assert from 'node:assert/strict';
import type { AuditRow } from '../../call/audit/audit.js';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { violations } from '../violations.js';
import { eventually, withoutSwitch } from './switches.js';

/**
 * A composite runs what it declares and nothing else: each step is a call of its own, with a row of the audit that names
 * the composite's, and each that was done is told with a receipt, also where another was refused.
 */
export const proveComposes: Prover = (subject) => {
  const { composes = [] } = subject.tool;
  const tools = [...new Set(composes.map((step) => step.split('.')[0] ?? ''))];
  return [...subject.scenes.keys()].flatMap((action) =>
    composes.length === 0
      ? []
      : [stepsCheck(subject, action), ...tools.map((step) => refusedStep(subject, action, step))],
  );
};

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
      tellsDone(meta.receipts, rows);
    },
  };
}

/** While operators keep one of its steps from being called, a composite answers as it declares, or with a known error. */
function refusedStep(subject: Subject, action: string | null, step: string): Check {
  const { tool, server } = subject;
  return {
    name: `composes: ${action === null ? '' : `${action}: `}where ${step} is refused, the answer is as declared, and tells what was done`,
    keys: ['composes', 'output'],
    needs: ['audit', 'switches'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      await withoutSwitch(bench, `tool:${step}`, async () => {
        await eventually(() => isOff(bench, scene.as, step, true));
        const { value, meta, error, traceId } = await bench.call({ as: scene.as }, tool.name, input);
        if (error === null) assert.deepEqual(violations(tool.outputSchema ?? {}, value), []);
        else assert.ok({ ...server.errors, ...tool.errors }[error.code], `Nobody declares ${error.code}.`);
        tellsDone(error === null ? meta.receipts : error.body.receipts, await bench.audit(traceId));
      });
      await eventually(() => isOff(bench, scene.as, step, false));
    },
  };
}

async function isOff(bench: Bench, as: string, step: string, off: boolean): Promise<void> {
  const { error } = await bench.call({ as }, step, {});
  assert.equal(error?.code === 'SERVER_DISABLED', off);
}

function tellsDone(told: unknown, rows: readonly AuditRow[]): void {
  const done = rows.filter((row) => row.parentId !== null && row.outcome === 'ok');
  const receipts = (Array.isArray(told) ? told : []).map(({ item: _, ...receipt }) => receipt);
  assert.deepEqual(sorted(receipts), sorted(done.map((row) => ({ tool: row.tool, audit_id: row.id }))));
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
