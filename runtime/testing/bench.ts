import assert from 'node:assert/strict';
import type { AuditRow } from '../call/audit/audit.js';
import type { Server } from '../tool.js';
import type { Faults } from './faults.js';
import type { Held, HoldWhen } from './hold-calls.js';
import type { LimitsUnderProof, SwitchesUnderProof } from './limits-under-proof.js';
import { isRecord, withKept } from './match.js';
import { type Person, willing } from './person.js';
import type { KeyLimits, PersonsAnswer, RunningServer } from './provide-server.js';
import { type Answered, callAnswering } from './rounds.js';
import type { Scene } from './scene.js';
import { type Outcome, send, type Wire } from './wire.js';

/** Who calls, over which wire, with what key. */
export interface Caller {
  readonly as: string;
  readonly wire?: Wire;
  readonly limits?: KeyLimits;
}

/** A scene whose `given` steps have been run. */
export interface Staged {
  readonly input: Readonly<Record<string, unknown>>;
  readonly kept: ReadonlyMap<string, unknown>;
}

/** What a check works with: calls by principal on a running server, and what the server shows of itself. */
export class Bench {
  constructor(
    readonly server: Server,
    readonly running: RunningServer,
  ) {}

  /** One call as a principal; MCP unless said. Where it asks a person over MCP, a willing one answers. */
  async call(caller: Caller, tool: string, input: unknown): Promise<Outcome> {
    const { wire = 'mcp' } = caller;
    const outcome = await this.callUnasked(caller, tool, input);
    if (wire === 'rest' || outcome.error?.code !== 'INPUT_REQUIRED') return outcome;
    return (await this.callAnswering(caller, tool, input)).outcome;
  }

  /** The same through a client that cannot be asked anything. */
  async callUnasked({ as, wire = 'mcp', limits }: Caller, tool: string, input: unknown): Promise<Outcome> {
    return send(this.running.url, wire, { tool, arguments: input, key: await this.running.key(as, limits) });
  }

  /** The same under 2026-07-28, a person answering what is asked. */
  async callAnswering(
    { as, limits }: Caller,
    tool: string,
    input: unknown,
    person: Person = willing,
  ): Promise<Answered> {
    return callAnswering(this.running.url, { tool, arguments: input, key: await this.running.key(as, limits) }, person);
  }

  /** As `call`, and it must succeed. */
  async succeed(caller: Caller, tool: string, input: unknown): Promise<Outcome> {
    const outcome = await this.call(caller, tool, input);
    assert.equal(
      outcome.error,
      null,
      `${tool} as ${caller.as} should succeed and answers ${JSON.stringify(outcome.error?.body)}.`,
    );
    return outcome;
  }

  /** Runs a scene's `given` steps, with the keys of such limits, and answers its input, with what they kept in place. */
  async stage(scene: Scene, limits?: KeyLimits): Promise<Readonly<Record<string, unknown>>> {
    return (await this.staged(scene, limits)).input;
  }

  /** As `stage`, and what the steps kept. */
  async staged(scene: Scene, limits: KeyLimits = {}): Promise<Staged> {
    const kept = new Map<string, unknown>();
    for (const step of scene.given) {
      const outcome = await this.succeed({ as: step.as ?? scene.as, limits }, step.call, withKept(step.input, kept));
      for (const [name, path] of Object.entries(step.keep ?? {})) kept.set(name, at(outcome.value, path));
    }
    return { input: withKept(scene.input, kept), kept };
  }

  audit(traceId: string): Promise<readonly AuditRow[]> {
    if (!this.running.audit) throw new Error('This server does not show its audit.');
    return this.running.audit(traceId);
  }

  inputs(traceId: string): readonly unknown[] {
    if (!this.running.inputs) throw new Error('This server does not show what its resolvers are given.');
    return this.running.inputs(traceId);
  }

  hold(tool: string, when: HoldWhen): Held {
    if (!this.running.hold) throw new Error('This server does not hold calls.');
    return this.running.hold(tool, when);
  }

  /** Lets the time limits of all calls pass that run now. */
  expire(): void {
    const held = this.hold('', 'after');
    held.expire();
    held.release();
  }

  faults(): Faults {
    if (!this.running.faults) throw new Error('This server cannot make its effects go wrong.');
    return this.running.faults;
  }

  limits(): LimitsUnderProof {
    if (!this.running.limits) throw new Error('This server does not show what it counts of calls.');
    return this.running.limits;
  }

  switches(): SwitchesUnderProof {
    if (!this.running.switches) throw new Error('This server has no switches to turn.');
    return this.running.switches;
  }

  approve(url: string, answer: PersonsAnswer): Promise<boolean> {
    if (!this.running.approve) throw new Error('This server has no pages to answer on.');
    return this.running.approve(url, answer);
  }

  setClock(now: Date): void {
    if (!this.running.clock) throw new Error('This server has no clock to set.');
    this.running.clock(now);
  }

  logs(): string {
    if (!this.running.logs) throw new Error('This server does not show its logs.');
    return this.running.logs();
  }
}

/** The value at a dotted path with indexes (`projects[0].project_id`); throws with the path when there is none. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const word of path.split(/[.[\]]+/).filter(Boolean)) {
    here = Array.isArray(here) ? here[Number(word)] : isRecord(here) ? here[word] : undefined;
    if (here === undefined)
      throw new Error(`The answer has nothing at '${path}': ${JSON.stringify(value)?.slice(0, 300)}`);
  }
  return here;
}
