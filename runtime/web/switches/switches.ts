import type { Kernel } from '../../call/call.js';
import type { SwitchName, SwitchState } from '../../store/switchboard.js';

export const switchesPath = '/account/staff/switches';
export const longestReason = 500;

/** A switch that there is, turned or not. */
export interface KnownSwitch {
  readonly name: SwitchName;
  /** What it switches, for people. */
  readonly title: string;
  /** Null: nobody has ever turned it, so it is on. */
  readonly state: SwitchState | null;
}

/** Those of the server, then of each tool by name. A tool that is not declared any more has one while it is off. */
export function knownSwitches({ handlers }: Kernel, turned: readonly SwitchState[]): readonly KnownSwitch[] {
  const tools = new Map([...handlers.values()].map(({ tool }) => [tool.name, tool.title]));
  for (const { name, on } of turned) {
    const tool = name.startsWith('tool:') ? name.slice('tool:'.length) : null;
    if (tool !== null && !on && !tools.has(tool)) tools.set(tool, 'Not declared any more');
  }
  const stateOf = (name: SwitchName) => turned.find((state) => state.name === name) ?? null;
  const known = (name: SwitchName, title: string): KnownSwitch => ({ name, title, state: stateOf(name) });
  return [
    known('server', 'The server'),
    known('writes', 'Writes'),
    ...[...tools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tool, title]) => known(`tool:${tool}`, title)),
  ];
}
