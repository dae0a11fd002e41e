/** What a call was charged of its tenant's day. */
export interface Charge {
  /** Of a call that, in the end, was not begun: refused by a later gate, or answered again. */
  giveBack(): Promise<void>;
}

/** Of a call that costs nothing. */
export const free: Charge = { giveBack: async () => {} };

/** Gives back what a running call has held among the calls of its tool. */
export type Release = () => Promise<void>;
