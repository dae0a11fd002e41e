import type { Switchboard, SwitchName, SwitchState } from '../switchboard.js';

/** Of this process alone. `tell` is called whenever one is turned. */
export function createMemorySwitchboard(tell: () => void): Switchboard & { off(): readonly SwitchName[] } {
  const turned = new Map<SwitchName, SwitchState>();
  return {
    list: async () => [...turned.values()].reverse(),
    async turn(name, on, by, also) {
      // Without it the switch is turned at once, as whoever does not wait expects.
      if (also) await also(undefined);
      turned.delete(name);
      turned.set(name, { name, on, changedAt: new Date(), ...by });
      tell();
    },
    off: () => [...turned.values()].filter(({ on }) => !on).map(({ name }) => name),
  };
}
