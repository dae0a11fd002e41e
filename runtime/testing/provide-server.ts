import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditRow } from '../call/audit/audit.js';
import type { Server } from '../tool.js';
import type { Faults } from './faults.js';
import type { Held, HoldWhen } from './hold-calls.js';
import type { LimitsUnderProof, SwitchesUnderProof } from './limits-under-proof.js';
import type { KeptRows } from './writes-between.js';

/** What a key may do, where it should be less than the principal's all. */
export interface KeyLimits {
  readonly scopes?: readonly string[];
  readonly tools?: readonly string[] | null;
  readonly writes?: boolean;
  /** Waived unless said: nobody is there to be asked. */
  readonly confirm?: 'ask' | 'waived';
}

/** What a principal of the server's declaration answers. */
export interface PersonsAnswer {
  readonly as: string;
  readonly decision: 'approved' | 'declined';
}

/** A server under proof. Everything is asked through it, so that any store and any application can be proven. */
export interface RunningServer {
  /** Origin, without a path: `http://127.0.0.1:4711`. */
  readonly url: string;
  /** A bearer key of a principal of the server's declaration, made when needed. */
  key(principal: string, limits?: KeyLimits): string | Promise<string>;
  /** Puts the state back to how the demo data left it. Keys stay good. */
  reset(): Promise<void>;
  /** A digest of everything the business keeps; audit, limits and claims do not count. */
  state(): Promise<string>;
  /** Every row of the business, by entity and primary key. Null: this project says that it cannot show them. */
  readonly rows: (() => Promise<KeptRows>) | null;
  /** The audit rows of one trace, waited for until there is one. Null: this project says that it cannot show them. */
  readonly audit: ((traceId: string) => Promise<readonly AuditRow[]>) | null;
  /** All that was logged since the start. Null: this project says that it cannot show it. */
  readonly logs: (() => string) | null;
  /** What the resolvers of one trace were given; see `watchInputs`. Null: this project says that it cannot show it. */
  readonly inputs: ((traceId: string) => readonly unknown[]) | null;
  /** Holds calls while they run; see `holdCalls`. Null: this project says that it cannot. */
  readonly hold: ((tool: string, when: HoldWhen) => Held) | null;
  /** What is counted of calls. Null: this project says that it cannot show it. */
  readonly limits: LimitsUnderProof | null;
  /** The operators' switches. Null: this project says that it has none to turn. */
  readonly switches: SwitchesUnderProof | null;
  /** The services that it has its effects through. Null: this project says that it cannot make them go wrong. */
  readonly faults: Faults | null;
  /**
   * Answers at the address that CONFIRMATION_REQUIRED names, as a principal would on that page; false where that is not
   * theirs to answer. Null: this project has no such pages.
   */
  readonly approve: ((url: string, answer: PersonsAnswer) => Promise<boolean>) | null;
  /** Sets what time it is for the server; null: as it is. Null: this project says that it cannot. */
  readonly clock: ((now: Date | null) => void) | null;
  close(): Promise<void>;
}

/** What a project gives the proofs, once, in a vitest setup file. */
export interface Provided {
  /** The generated declaration of the server. */
  readonly server: Server;
  /** The generated folder, where `access.lock` and `surface.lock` lie. */
  readonly generated: string;
  readonly start: () => Promise<RunningServer>;
}

interface Slot {
  provided?: Provided;
  running?: Promise<RunningServer>;
}

/** On the process: a worker that runs several test files loads this module anew for each, and starts one server. */
const key = Symbol.for('toolwright.testing');
const slots = globalThis as unknown as Record<symbol, Slot | undefined>;
const slot = slots[key] ?? {};
slots[key] = slot;

/** Tells the proofs which server to prove. The server is started when the first check needs it. */
export function provideServer(provided: Provided): void {
  // A worker may go on to the tests of another program: its server is another one.
  if (slot.provided?.generated !== provided.generated) delete slot.running;
  slot.provided = provided;
}

export function provided(): Provided {
  if (!slot.provided) {
    throw new Error(
      "No server to prove. Call provideServer({ server, generated, start }) in a file that vitest's setupFiles names.",
    );
  }
  return slot.provided;
}

/** The worker's server: started once, closed when the worker ends. */
export function runningServer(): Promise<RunningServer> {
  slot.running ??= provided().start();
  return slot.running;
}

/** A file of the generated folder. */
export function generatedFile(name: string): string {
  return readFileSync(join(provided().generated, name), 'utf8');
}
