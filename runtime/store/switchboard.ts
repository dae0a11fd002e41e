import type { Also } from './connections.js';

/** What operators switch: `writes`, `server`, or `tool:<wire name>`. */
export type SwitchName = 'writes' | 'server' | `tool:${string}`;

/** Who turned a switch, and why. */
export interface Turning {
  /** The person; null: somebody at the command line. */
  readonly principalId: string | null;
  /** The user of the operating system who ran the command, as that machine calls them; null otherwise. */
  readonly user: string | null;
  readonly reason: string | null;
}

/** A switch that somebody has turned. */
export interface SwitchState extends Turning {
  readonly name: SwitchName;
  readonly on: boolean;
  readonly changedAt: Date;
}

/** The switches as operators see and turn them. What nobody has turned is on. */
export interface Switchboard {
  /** Those that have been turned, the last first, whether they are on again or not. */
  list(): Promise<readonly SwitchState[]>;
  /** In force in every process at once. */
  turn(name: SwitchName, on: boolean, by: Turning, also?: Also): Promise<void>;
}
