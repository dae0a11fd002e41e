import { expect, test } from 'vitest';
import type { Check } from '../../runtime/testing/check.js';
import { ProofRun } from '../../runtime/testing/proof-run.js';
import type { RunningServer } from '../../runtime/testing/provide-server.js';
import { server } from './fixture/program.js';

/** A server of which only the state matters. */
function counting() {
  const counted = { state: 0, resets: 0 };
  const running: RunningServer = {
    url: 'http://127.0.0.1:1',
    key: () => 'key',
    reset: async () => {
      counted.state = 0;
      counted.resets += 1;
    },
    state: async () => String(counted.state),
    audit: async () => [],
    logs: null,
    inputs: null,
    hold: null,
    limits: null,
    switches: null,
    faults: null,
    approve: null,
    clock: null,
    rows: null,
    close: async () => {},
  };
  const change = async () => {
    counted.state = 1;
  };
  return { counted, change, run: new ProofRun(server, running) };
}

const check = (more: Partial<Check>): Check => ({ name: 'a check', keys: [], run: async () => {}, ...more });

test('what a check says it changes is put back', async () => {
  const { counted, change, run } = counting();
  await run.run(check({ changes: true, run: change }));
  expect(counted).toEqual({ state: 0, resets: 1 });
});

test('a change that a check does not speak of fails it, and is put back', async () => {
  const { counted, change, run } = counting();
  const sly = check({ run: change });
  await expect(run.run(sly)).rejects.toThrow('Nothing should have been changed, and the state is another.');
  expect(counted).toEqual({ state: 0, resets: 1 });
});

test('a failing check leaves nothing behind', async () => {
  const { counted, change, run } = counting();
  const failing = async () => {
    await change();
    throw new Error('as it should not be');
  };
  await expect(run.run(check({ changes: true, run: failing }))).rejects.toThrow('as it should not be');
  expect(counted).toEqual({ state: 0, resets: 1 });
});

test('nothing is put back where nothing changed', async () => {
  const { counted, run } = counting();
  await run.run(check({}));
  expect(counted.resets).toBe(0);
});

test('what a server does not show is said, for the check to be skipped by name', () => {
  const { run } = counting();
  expect(run.blind(check({ needs: ['audit', 'logs', 'inputs'] }))).toEqual(['logs', 'inputs']);
});
