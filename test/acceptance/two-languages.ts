import { setTimeout as delay } from 'node:timers/promises';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import { openOutside } from '../language/outside.js';
import { languageTemplate } from '../language/start.js';
import { cloneDatabase } from '../store/cluster.js';
import { openTwoProcesses, type TwoProcesses } from './two-processes.js';

/** The proving ground of the language, served by two processes that share one bank and one mail service. */
export interface TwoLanguages extends TwoProcesses {
  /** A new key of a person in one team: it may write, and nobody is asked. */
  key(person: string, team: string): Promise<{ readonly id: string; readonly key: string }>;
  readonly outside: {
    /** How many effects there have been. */
    had(effect: 'bank' | 'mail'): number;
    /** From now on, answers come so many milliseconds after what they tell of is done. */
    pause(ms: number): void;
  };
}

export async function openTwoLanguages(): Promise<TwoLanguages> {
  let pause = 0;
  const outside = await openOutside(() => delay(pause, undefined, { ref: false }));
  const two = await openTwoProcesses('language', await cloneDatabase(await languageTemplate()), outside.url);
  return {
    ...two,
    key: (person, team) =>
      createApiKey(two.db, {
        ...{ principalId: person, name: 'Two processes', scopes: ['mcp:read', 'mcp:write'], tools: null, writes: true },
        ...{ confirm: 'waived', allTenants: false, tenants: [team], expiresAt: null },
      }),
    outside: {
      had: outside.faults.had,
      pause(ms) {
        pause = ms;
      },
    },
    async close() {
      await two.close();
      await outside.close();
    },
  };
}
