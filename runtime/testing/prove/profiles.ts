import assert from 'node:assert/strict';
import type { Server, WriteMode } from '../../tool.js';
import type { Check, Prover } from '../check.js';
import { isRecord } from '../match.js';
import { sees } from '../standing.js';
import { ask } from '../subjects/ask.js';

/** What of a declaration decides in which profiles it is; of a tool with actions, every mode. */
export interface Profiled {
  readonly name: string;
  readonly audience: readonly string[];
  readonly modes: readonly WriteMode[];
}

/** Whether a profile has it. One that names its tools has those, and nothing beside tools. */
export function isInProfile({ profiles }: Server, profile: string, { name, audience, modes }: Profiled): boolean {
  const declared = profiles[profile];
  return (
    declared !== undefined &&
    (declared.writeModes === undefined || modes.every((mode) => declared.writeModes?.includes(mode))) &&
    (declared.audience === undefined || audience.includes(declared.audience)) &&
    (declared.tools === undefined || declared.tools.includes(name))
  );
}

/** At `/mcp/<profile>`: the tool where the profile has it, and elsewhere no such tool, for lists and calls alike. */
export const proveProfiles: Prover = ({ tool, server }) => {
  const modes = [tool, ...Object.values(tool.actions ?? {})].map(({ writeMode }) => writeMode);
  const { name, audience } = tool;
  const [seeing] = Object.keys(server.principals).filter((principal) => sees(server, principal, tool));
  if (seeing === undefined) return [];
  return Object.keys(server.profiles).map((profile): Check => {
    const within = isInProfile(server, profile, { name, audience, modes });
    return {
      name: `profiles: ${profile} ${within ? 'has' : 'has not'} it`,
      keys: [`server.profiles.${profile}`, 'writeMode', 'audience'],
      async run(bench) {
        const path = `/mcp/${profile}`;
        const { result, raw } = await ask(bench, { as: seeing }, { method: 'tools/list', params: {}, path });
        assert.ok(Array.isArray(result?.tools), raw.slice(0, 300));
        const listed = result.tools.some((one) => isRecord(one) && one.name === name);
        assert.equal(listed, within);
        const unknown = { toolwright_unknown: 1 };
        const call = { method: 'tools/call', params: { name, arguments: unknown }, path };
        const { error } = await ask(bench, { as: seeing }, call);
        assert.equal(
          error?.data.code === 'UNKNOWN_TOOL',
          !within,
          'A call is unknown exactly where the list is without.',
        );
      },
    };
  });
};
