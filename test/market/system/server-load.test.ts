import { expect, it } from 'vitest';
import { createServerLoad, type Machine } from '../../../runtime/market/system/server-load.js';

const machine: Machine = {
  platform: 'linux',
  cores: () => 4,
  loadAverage: () => 0.92,
  times: () => ({ busy: 0, idle: 0 }),
};

it('is the load average over the cores', () => {
  expect(createServerLoad(machine)()).toBe(23);
});

it('is never more than everything, however many wait', () => {
  expect(createServerLoad({ ...machine, loadAverage: () => 17 })()).toBe(100);
});

it('is what was not idle since the last question, where there is no load average', () => {
  const readings = [
    { busy: 1_000, idle: 9_000 },
    { busy: 1_250, idle: 9_750 },
    { busy: 1_250, idle: 10_750 },
    { busy: 1_250, idle: 10_750 },
  ];
  const load = createServerLoad({
    ...machine,
    platform: 'win32',
    times: () => readings.shift() ?? { busy: 0, idle: 0 },
  });
  expect([load(), load(), load()]).toEqual([25, 0, 0]);
});

it('asks this machine by default', () => {
  const load = createServerLoad()();
  expect(load).toBeGreaterThanOrEqual(0);
  expect(load).toBeLessThanOrEqual(100);
});
