import type { Slots } from '../slots.js';

/** Running calls of this process alone: it ends with those that hold them, so nothing has to lapse. */
export function createMemorySlots(): Slots {
  const running = new Map<string, number>();
  return {
    async take({ tenant, tool, slots }) {
      const key = JSON.stringify([tenant, tool]);
      const taken = running.get(key) ?? 0;
      if (taken >= slots) return null;
      running.set(key, taken + 1);
      return async () => {
        const left = (running.get(key) ?? 1) - 1;
        if (left === 0) running.delete(key);
        else running.set(key, left);
      };
    },
  };
}
