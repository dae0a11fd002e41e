import { setTimeout as delay } from 'node:timers/promises';

/** Tries until it holds, for a minute at least: for what another part does in its own time. */
export async function eventually(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 2_400) throw error;
      await delay(25);
    }
  }
}
