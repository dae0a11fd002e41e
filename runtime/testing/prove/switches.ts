import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { SwitchName } from '../../host.js';
import type { Bench } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { formed } from '../right-call.js';
import type { Wire } from '../wire.js';
import { isRefusal, passes } from './access.js';

/** What operators switch off is refused on every wire until it is on again. */
export const proveSwitches: Prover = (subject) => {
  const { tool } = subject;
  const [action = null] = subject.scenes.keys();
  const { writeMode } = (action === null ? null : tool.actions?.[action]) ?? tool;
  return [
    closes(subject, `tool:${tool.name}`, { code: 'SERVER_DISABLED', gate: 'find', key: 'name' }),
    ...(writeMode === 'read'
      ? []
      : [closes(subject, 'writes', { code: 'WRITE_NOT_ALLOWED', gate: 'write_gate', key: 'writeMode' })]),
  ];
};

interface Closed {
  readonly code: string;
  readonly gate: string;
  readonly key: string;
}

function closes(subject: Subject, name: SwitchName, { code, gate, key }: Closed): Check {
  const [action = null] = subject.scenes.keys();
  return {
    name: `switches: ${name} off is ${code}, until it is on again`,
    keys: [`gate.${gate}`, key, `server.errors.${code}`],
    needs: ['switches'],
    async run(bench) {
      const { as, input } = formed(subject, action);
      const refused = async (wire: Wire) => {
        const outcome = await bench.call({ as, wire }, subject.tool.name, { ...input, [unknown]: 1 });
        isRefusal(subject, outcome, { code, gate, wire });
      };
      await withoutSwitch(bench, name, async () => {
        await eventually(() => refused('mcp'));
        await refused('rest');
      });
      await eventually(() => passes(bench, subject, action, { as }));
    },
  };
}

/** Keeps a switch off while `run` takes. */
export async function withoutSwitch(bench: Bench, name: SwitchName, run: () => Promise<void>): Promise<void> {
  await bench.switches().set(name, false);
  try {
    await run();
  } finally {
    await bench.switches().set(name, true);
  }
}

const TRIES = 100;

/** A switch holds as soon as its notice has been heard: tries until it does. */
export async function eventually(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      assert.ok(tries < TRIES, error as Error);
      await delay(10);
    }
  }
}
