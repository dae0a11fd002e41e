import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../seed.js';
import { settle } from './model/happenings.js';
import { alwaysHolds, holdsWhenSettled } from './model/invariants.js';
import { notePairs, revokedPairsAreDead } from './model/pairs.js';
import { type Step, steps, take } from './model/steps.js';
import { crossesNoTenant } from './model/tenants.js';
import { openWorld } from './model/world.js';

/** Steps of one run in all; and how many of them one marketplace sees. */
const STEPS = 2_000;
const LENGTH = 250;

/** MODEL_SEEDS=20: that many runs, each with a seed of its own. */
const seeds = Array.from({ length: Number(process.env.MODEL_SEEDS ?? 1) }, (_, index) => seed + index);

/** What has to have come about so often at least in any run: a model in which it never does would prove nothing. */
const atLeast: Readonly<Record<string, number>> = {
  'place_order_with_saved_method: done': 20,
  'purchase_and_install_packages: done': 8,
  'event: before its turn': 30,
  'event again: taken': 30,
  'events backwards: taken': 8,
  'refund: given': 15,
  'refund of a part: given': 8,
  'manage_license: done': 10,
  'rotate_credentials: done': 10,
  'pair: 200': 40,
  'pair: 401': 20,
  'manage_org_member: done': 10,
  'manage_org_member: LAST_OWNER': 1,
  'leave_org: LAST_OWNER': 1,
  'respond_to_invite: done': 1,
};

async function run(sequence: readonly Step[], tally: Map<string, number>): Promise<void> {
  const world = await openWorld(tally);
  try {
    for (const [index, step] of sequence.entries()) {
      const answer = await take(world, step);
      if (answer !== null) {
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
        { numRuns: STEPS / LENGTH, endOnFailure: true, seed },
      );
      if (process.env.MODEL_TALLY) {
        const lines = [...tally].sort().map(([what, times]) => `${times} ${what}`);
        console.log(lines.join('\n'));
      }
      const rare = Object.entries(atLeast).filter(([what, times]) => (tally.get(what) ?? 0) < times);
      expect(rare.map(([what]) => `${what}: only ${tally.get(what) ?? 0}`)).toEqual([]);
    },
    600_000,
  );
});
