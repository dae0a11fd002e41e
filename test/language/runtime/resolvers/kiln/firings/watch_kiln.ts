import { setTimeout as delay } from 'node:timers/promises';
import type { Resolver } from '../../../../generated/tools/kiln/firings/watch_kiln.js';
import { countPotsIn } from '../../../../pots.js';

const LOOK_EVERY_MS = 50;

export const watchKiln =
  (): Resolver =>
  async ({ pots: wanted }, { db, signal }) => {
    for (;;) {
      const pots = await countPotsIn(await db());
      if (pots >= wanted || signal.aborted) return { pots, done: pots >= wanted };
      await delay(LOOK_EVERY_MS, null, { signal }).catch(() => {});
    }
  };
