import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/**
 * What the attempt answers as soon as it does not throw: for what a notice, another process or a timer brings about. A
 * machine may be busy, so the patience is long; the last error is thrown when it ends.
 */
export async function soon<Answer>(attempt: () => Answer | Promise<Answer>): Promise<Answer> {
  for (const until = Date.now() + PATIENCE_MS; ; await delay(20)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
