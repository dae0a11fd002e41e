import type { ClientMethod, InputRequired } from './calling-client.js';
import type { Refusal } from './refusal.js';

/** Ends a running call early: with what it asks, or because of what was answered. */
export class CallEnds extends Error {
  override readonly name = 'CallEnds';

  constructor(readonly outcome: Refusal | InputRequired) {
    super('The call ends with what it has asked. Do not catch this.');
  }
}

/** What an accepted answer holds. */
export type Answer = Readonly<Record<string, unknown>>;

/** What a resolver asks while it runs, of a person or of its client. */
export interface Asking {
  ask(name: string, values?: Readonly<Record<string, string | number>>): Promise<Answer>;
  request(method: ClientMethod, params: object): Promise<unknown>;
  /** Throws where the call has to end for what was asked, whatever the resolver has made of it. */
  settle(): void;
}
