import assert from 'node:assert/strict';
import type { Server } from '../tool.js';
import { Bench } from './bench.js';
import type { Check, Sight } from './check.js';
import type { RunningServer } from './provide-server.js';

/** Runs checks on one server, each on the state that the demo data left. */
export class ProofRun {
  readonly #bench: Bench;
  #pristine: string | null = null;

  constructor(
    server: Server,
    readonly running: RunningServer,
  ) {
    this.#bench = new Bench(server, running);
  }

  /** What this server does not show although a check needs it. */
  blind(check: Check): readonly Sight[] {
    return (check.needs ?? []).filter((sight) => this.running[sight] === null);
  }

  /** Rejects when the check finds the declaration broken, or when it changed the state without saying so. */
  async run(check: Check): Promise<void> {
    this.#pristine ??= await this.running.state();
    let left: string;
    try {
      await check.run(this.#bench);
    } finally {
      left = await this.running.state();
      this.running.clock?.(null);
      await this.running.limits?.forget();
      if (left !== this.#pristine) await this.running.reset();
    }
    if (!check.changes)
      assert.equal(left, this.#pristine, 'Nothing should have been changed, and the state is another.');
  }
}
