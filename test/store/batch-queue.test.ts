import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBatchQueue } from '../../runtime/store/batch-queue.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function queueInto(write: (batch: readonly number[]) => Promise<void>) {
  const errors: string[] = [];
  const onError = (error: Error) => void errors.push(error.message);
  const told = { what: 'rows', waitsFor: 'the shelf', firstRetryMs: 1_000, lastRetryMs: 8_000 };
  return { errors, queue: createBatchQueue<number>({ write, onError, ...told }) };
}

test('what comes faster than a batch is written goes with the batches right after it, and none is given up', async () => {
  const sizes: number[] = [];
  let next = 0;
  const { queue, errors } = queueInto(async (batch) => {
    sizes.push(batch.length);
    // While each of the first batches is on its way, more than one other comes.
    if (next < 8_000) for (let count = 0; count < 400; count += 1) queue.add(next++);
  });
  for (let count = 0; count < 200; count += 1) queue.add(next++);
  // No wait for the next 200 ms: each batch sends on what has come meanwhile.
  await vi.advanceTimersByTimeAsync(150);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(next);
  expect(next).toBeGreaterThan(7_999);
  expect(errors).toEqual([]);
});

test('a few rows wait for others, at most 200 ms', async () => {
  const batches: (readonly number[])[] = [];
  const { queue } = queueInto(async (batch) => void batches.push(batch));
  queue.add(1);
  queue.add(2);
  await vi.advanceTimersByTimeAsync(199);
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(batches).toEqual([[1, 2]]);
});
