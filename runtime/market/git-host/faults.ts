import type { Fault, Faults } from '../../testing/faults.js';

/** What goes wrong with revocations, on demand, and how many have been performed. */
export interface HostFaults extends Faults {
  /** The fault that the request which has just come is to meet; null for one that goes well. */
  due(): { readonly fault: Fault; arrived(): void } | null;
  performed(): void;
}

/** Revoking is the one effect on a Git provider: `git`. */
export function createHostFaults(): HostFaults {
  let next: { readonly fault: Fault; arrived(): void } | null = null;
  let revocations = 0;
  return {
    next: (_effect, fault) =>
      new Promise((arrived) => {
        next = { fault, arrived };
      }),
    had: () => revocations,
    due() {
      const due = next;
      next = null;
      return due;
    },
    performed() {
      revocations += 1;
    },
  };
}
