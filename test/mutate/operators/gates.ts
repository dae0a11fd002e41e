import type { Gates } from '../../../runtime/call/call.js';
import { free } from '../../../runtime/call/charge.js';
import type { Mutant } from '../mutant.js';

/** Each stage that a declaration governs, left out. Without `input` arguments go to the resolver as they came. */
export function gateMutants(gates: Gates): readonly Mutant[] {
  const without = (name: keyof Gates, gate: Partial<Gates>): Mutant => ({
    name: `gate ${name}: left out`,
    tool: null,
    keys: [`gate.${name}`],
    apply: (served) => ({ ...served, gates: { ...gates, ...gate } }),
  });
  const deciding = [
    'context',
    'audience',
    'allow_list',
    'scope',
    'privilege',
    'write_gate',
    'privilege_by_argument',
    'output',
  ] as const;
  return [
    ...deciding.map((name) => without(name, { [name]: () => null })),
    without('rate', { rate: async () => null }),
    without('dependency', { dependency: async () => null }),
    without('quota', { quota: async () => free }),
    without('confirmation', { confirmation: async () => null }),
    without('replay', { replay: async () => null }),
    without('claim', { claim: async (call) => call }),
    without('concurrency', { concurrency: async () => null }),
    without('input', {
      input: (call) => ({ ...call, input: (call.arguments ?? {}) as Record<string, unknown>, dryRun: false }),
    }),
  ];
}
