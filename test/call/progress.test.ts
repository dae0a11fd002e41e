import { expect, test } from 'vitest';
import type { ProgressReport } from '../../runtime/call/calling-client.js';
import type { WithProgress } from '../../runtime/context.js';
import { Desk, tool } from './desk.js';

/** Timers that fire when they are told to. */
function handTimer() {
  const fires = new Map<number, { readonly ms: number; readonly fire: () => void }>();
  let last = 0;
  return {
    timer: (ms: number, fire: () => void) => {
      last += 1;
      const id = last;
      fires.set(id, { ms, fire });
      return () => void fires.delete(id);
    },
    /** Lets the time of those that wait so long pass. */
    pass(ms: number) {
      for (const [id, waiting] of fires) {
        if (waiting.ms !== ms) continue;
        fires.delete(id);
        waiting.fire();
      }
    },
    waiting: (ms: number) => [...fires.values()].filter((each) => each.ms === ms).length,
  };
}

async function told(run: (ctx: WithProgress, pass: () => void) => void, listens = true) {
  const hand = handTimer();
  const reports: (ProgressReport | 'answer')[] = [];
  let late: WithProgress['progress'] = () => {};
  const desk = new Desk(
    tool({ progress: true }),
    async (_, ctx) => {
      const withProgress = ctx as unknown as WithProgress;
      late = withProgress.progress;
      run(withProgress, () => hand.pass(100));
      return { done: true };
    },
    { kernel: { timer: hand.timer } },
  );
  const client = listens ? { progress: (report: ProgressReport) => void reports.push(report) } : {};
  expect(await desk.call({}, { client })).toMatchObject({ value: { done: true } });
  reports.push('answer');
  late(1_000);
  expect(hand.waiting(100)).toBe(0);
  return reports;
}

test('the first report goes out at once, the last before the answer, and those close together as one', async () => {
  const reports = await told(({ progress }, pass) => {
    progress(1, 5, 'begun');
    progress(2, 5);
    progress(3, 5);
    pass();
    progress(4);
    pass();
    pass();
    progress(4.5);
    progress(5, 5);
  });
  expect(reports).toEqual([
    { progress: 1, total: 5, message: 'begun' },
    { progress: 3, total: 5 },
    { progress: 4 },
    { progress: 4.5 },
    { progress: 5, total: 5 },
    'answer',
  ]);
});

test('it only grows, and is a number', async () => {
  const reports = await told(({ progress }, pass) => {
    for (const value of [2, 1, 2, Number.NaN, Number.POSITIVE_INFINITY, 3]) {
      progress(value);
      pass();
    }
  });
  expect(reports).toEqual([{ progress: 2 }, { progress: 3 }, 'answer']);
});

test('nobody is told who has not asked', async () => {
  expect(await told(({ progress }) => progress(1), false)).toEqual(['answer']);
});
