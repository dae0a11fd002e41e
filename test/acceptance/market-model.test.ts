import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alwaysHolds, crossesNoTenant, holdsWhenSettled, notePairs, revokedPairsAreDead } from './model/invariants.js';
import { type Step, settle, steps, take } from './model/steps.js';
import { openWorld } from './model/world.js';

/** Steps of one run in all; and how many of them one marketplace sees. */
const STEPS = 2_000;
const LENGTH = 250;

/** MODEL_SEEDS=20: that many runs, each with a seed of its own. Without it one, of a seed that is told where it fails. */
const seeds = Array.from({ length: Number(process.env.MODEL_SEEDS ?? 1) }, (_, index) =>
  process.env.MODEL_SEEDS === undefined ? undefined : index + 1,
);

async function run(sequence: readonly Step[], tally: Map<string, number>): Promise<void> {
  const world = await openWorld();
  try {
    for (const [index, step] of sequence.entries()) {
      const answer = await take(world, step);
      if (answer !== null) {
        const outcome = answer.status === 200 ? 'done' : String(Object(answer.body).code);
        tally.set(`${answer.tool} ${outcome}`, (tally.get(`${answer.tool} ${outcome}`) ?? 0) + 1);
        expect(answer.status, `${answer.tool}: ${JSON.stringify(answer.body)}`).toBeLessThan(500);
        await crossesNoTenant(world, answer);
        notePairs(world, answer);
      }
      await alwaysHolds(world);
      if (index % 50 === 49) await revokedPairsAreDead(world);
    }
    await settle(world);
    await alwaysHolds(world);
    await holdsWhenSettled(world);
    await revokedPairsAreDead(world);
  } finally {
    await world.close();
  }
}

describe('random sequences of calls by several principals', () => {
  it.each(seeds)(
    'no row crosses tenants, money adds up, licences are what was paid (seed %s)',
    async (seed) => {
      const tally = new Map<string, number>();
      const sequences = fc.array(steps, { minLength: LENGTH, maxLength: LENGTH });
      await fc.assert(
        fc.asyncProperty(sequences, (sequence) => run(sequence, tally)),
        { numRuns: STEPS / LENGTH, endOnFailure: true, ...(seed !== undefined && { seed }) },
      );
      if (process.env.MODEL_TALLY)
        console.log(
          [...tally]
            .sort()
            .map(([what, times]) => `${times} ${what}`)
            .join('\n'),
        );
      // A model in which nothing is ever bought or refused would prove nothing.
      expect(tally.get('place_order_with_saved_method done')).toBeGreaterThan(10);
      expect(tally.get('manage_license done')).toBeGreaterThan(0);
    },
    600_000,
  );
});
