/**
 * How an effect goes wrong: nothing happens and the service says so; it happens, and the answer never comes; it happens,
 * and the answer is lost.
 */
export const faultKinds = ['fails', 'hangs', 'loses its answer'] as const;
export type Fault = (typeof faultKinds)[number];

/** The services that a server under proof has its effects through. */
export interface Faults {
  /** The next request to have this effect goes wrong so. Resolves when that request has come. */
  next(effect: string, fault: Fault): Promise<void>;
  /** How often the effect has been had. */
  had(effect: string): number;
}
