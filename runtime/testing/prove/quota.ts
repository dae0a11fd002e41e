import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { tenantOf } from '../standing.js';
import type { Wire } from '../wire.js';
import { isRefusal } from './access.js';

/**
 * The quota of the tenant's plan: a call costs what is declared, a dry run nothing, and a call that would go beyond what
 * the day still has is refused whole.
 */
export const proveQuota: Prover = (subject) => {
  const { server, scenes } = subject;
  const counted = [...scenes].filter(([, { as }]) => tenantOf(server, as) !== null);
  return counted.map(([action]): Check => {
    const of = action === null ? '' : `${action}: `;
    return {
      name: `quota: ${of}costs ${cost(subject)}, and not more than is left`,
      keys: ['limits.quota', 'gate.quota', 'server.plans', 'server.errors.QUOTA_EXCEEDED'],
      needs: ['limits'],
      changes: true,
      run: (bench) => staysWithin(bench, subject, action),
    };
  });
};

function cost({ tool }: Subject): number {
  return tool.limits?.quota ?? 1;
}

async function staysWithin(bench: Bench, subject: Subject, action: string | null): Promise<void> {
  const { tool, server } = subject;
  const scene = sceneFor(subject, action);
  const limits = bench.limits();
  const plan = await limits.plan(scene.as);
  if (plan === null) return;
  const declared = server.plans[plan];
  assert.ok(declared, `The tenant of ${scene.as} is on the plan '${plan}', which server.yaml does not declare.`);
  const limit = declared.callsPerDay;
  const input = await bench.stage(scene);

  const beyond = limit - cost(subject) + 1;
  await limits.use(scene.as, beyond);
  const before = await bench.running.state();
  const midnights = [nextMidnight()];
  for (const wire of ['mcp', 'rest'] satisfies Wire[]) {
    const refused = await bench.call({ as: scene.as, wire }, tool.name, input);
    midnights.push(nextMidnight());
    isRefusal(subject, refused, { code: 'QUOTA_EXCEEDED', gate: 'quota', wire });
    const { resets_at: resets, success: _, ...body } = refused.error?.body ?? {};
    const message = server.errors.QUOTA_EXCEEDED?.message;
    assert.deepEqual(body, { error: 'quota_exceeded', code: 'QUOTA_EXCEEDED', message, current_usage: beyond, limit });
    assert.ok(midnights.includes(String(resets)), `'resets_at' should be ${midnights[0]} and is ${resets}.`);
    if (wire === 'rest') assert.ok(Number(refused.headers.get('retry-after')) > 0, 'REST says when to come again.');
  }
  assert.equal(await limits.used(scene.as), beyond, 'A refused call costs nothing.');
  assert.equal(await bench.running.state(), before, 'A refused call changes nothing.');

  if (tool.dryRun) {
    await bench.succeed({ as: scene.as }, tool.name, { ...input, [tool.dryRun.parameter]: true });
    assert.equal(await limits.used(scene.as), beyond, 'A dry run costs nothing.');
  }

  await limits.use(scene.as, limit - cost(subject));
  await bench.succeed({ as: scene.as }, tool.name, committing(subject, input));
  assert.equal(await limits.used(scene.as), limit, `A call costs ${cost(subject)}.`);
}

/** The call itself, where the scene would only ask what it does. */
function committing({ tool }: Subject, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return tool.dryRun ? { ...input, [tool.dryRun.parameter]: false } : input;
}

function nextMidnight(): string {
  const day = new Date();
  day.setUTCHours(24, 0, 0, 0);
  return day.toISOString().replace('.000Z', '+00:00');
}
