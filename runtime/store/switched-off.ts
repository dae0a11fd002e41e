import type { Switches } from '../host.js';
import type { SwitchName } from './switchboard.js';

/** What holds while these are off; everything is on that is not named. */
export function switchesOf(off: Iterable<SwitchName>): Switches {
  const names = new Set<string>(off);
  const tools = [...names].filter((name) => name.startsWith('tool:'));
  return {
    writes: !names.has('writes'),
    enabled: !names.has('server'),
    disabledTools: new Set(tools.map((name) => name.slice('tool:'.length))),
  };
}
