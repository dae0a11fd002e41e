import type { Switches } from '../../host.js';
import type { Principal } from '../../principal.js';
import type { FoundCall, Kernel } from '../call.js';
import { gates as allGates } from '../gates.js';
import { heldPrivileges } from '../held-privileges.js';
import type { Refusal } from '../refusal.js';
import { isRetired, satisfies } from '../visible-tools.js';
import type { AccessRow } from './access-rows.js';

/** What stands between a caller and a tool: one of the gates, a switch, or the tool's end. */
export interface Obstacle {
  readonly gate: 'retired' | 'switch' | 'context' | 'audience' | 'allow_list' | 'scope' | 'privilege' | 'write_gate';
  /** What is missing, where it has names: privileges, a scope, audiences, the switch that is off. */
  readonly missing: readonly string[];
}

/**
 * Everything that refuses a call of this tool or action by this caller in the active standing, whatever its arguments, and not
 * only the first of it. What the gates answer is asked of the gates themselves.
 */
export function obstaclesOf(
  kernel: Kernel,
  principal: Principal,
  row: AccessRow,
  switches: Switches,
): readonly Obstacle[] {
  const { tool } = row;
  const gates = kernel.gates ?? allGates;
  const call = asIfCalled(kernel, principal, row, switches);
  const missing = privilegesMissing(heldPrivileges(kernel.server, principal.active), row);
  const refusal = (gate: Obstacle['gate'], refused: Refusal | null | boolean, names: readonly string[] = []) =>
    refused ? [{ gate, missing: names }] : [];
  return [
    ...refusal('retired', isRetired(kernel, tool)),
    ...refusal('switch', !switches.enabled, ['server']),
    ...refusal('switch', switches.disabledTools.has(tool.name), [`tool:${tool.name}`]),
    ...refusal('context', gates.context(call), tool.context === null ? [] : [tool.context]),
    ...refusal('audience', gates.audience(call), tool.audience),
    ...refusal('allow_list', gates.allow_list(call)),
    ...refusal('scope', gates.scope(call), [row.writeMode === 'read' ? 'mcp:read' : 'mcp:write']),
    // A privilege that arguments spell out is weighed by a later gate; held for no value of them, it opens nothing.
    ...refusal('privilege', gates.privilege(call) ?? missing.length > 0, missing),
    ...refusal('write_gate', gates.write_gate(call), switches.writes ? ['connection'] : ['writes']),
  ];
}

/** Of what a row asks for, what is not held. */
export function privilegesMissing(
  held: ReadonlySet<string>,
  { requires }: Pick<AccessRow, 'requires'>,
): readonly string[] {
  return requires.filter((requirement) => !satisfies(held, requirement)).map(({ privilege }) => privilege);
}

function asIfCalled(kernel: Kernel, principal: Principal, row: AccessRow, switches: Switches): FoundCall {
  const { tool, action } = row;
  const handler = kernel.handlers.get(tool.name);
  if (handler === undefined) throw new Error(`The tool ${tool.name} is none of this kernel's.`);
  const signal = new AbortController().signal;
  const request = { name: tool.name, arguments: {}, principal, wire: 'local', traceId: '', signal } as const;
  return { auditId: '', kernel, request, handler, tool, arguments: {}, action, switches };
}
