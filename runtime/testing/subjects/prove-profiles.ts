import assert from 'node:assert/strict';
import type { Check } from '../check.js';
import { isRecord } from '../match.js';
import { isInProfile } from '../prove/profiles.js';
import { sees } from '../standing.js';
import { ask } from './ask.js';
import type { Reading } from './reading.js';

/** At `/mcp/<profile>`: a profile that reads has what its audience reads; one that names its tools has nothing else. */
export function proveReadingProfiles({ server, declaration, name, list }: Reading): readonly Check[] {
  const [seeing] = Object.keys(server.principals).filter((principal) => sees(server, principal, declaration));
  if (seeing === undefined) return [];
  return Object.keys(server.profiles).map((profile): Check => {
    const within = isInProfile(server, profile, { name, audience: declaration.audience, modes: ['read'] });
    return {
      name: `profiles: ${profile} ${within ? 'has' : 'has not'} it`,
      keys: [`server.profiles.${profile}`, 'audience'],
      async run(bench) {
        const request = { method: list.method, params: {}, path: `/mcp/${profile}` };
        const { result } = await ask(bench, { as: seeing }, request);
        const entries: unknown = result?.[list.key] ?? [];
        assert.ok(Array.isArray(entries));
        assert.equal(
          entries.some((entry) => isRecord(entry) && entry[list.by] === list.value),
          within,
        );
      },
    };
  });
}
