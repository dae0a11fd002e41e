import { availableParallelism, cpus, loadavg } from 'node:os';

/** What is asked of the operating system. */
export interface Machine {
  readonly platform: string;
  readonly cores: () => number;
  /** How many processes ran or wanted to, on the average of the last minute. */
  readonly loadAverage: () => number;
  /** Milliseconds since the start of the machine, of all its cores together. */
  readonly times: () => { readonly busy: number; readonly idle: number };
}

const thisMachine: Machine = {
  platform: process.platform,
  cores: availableParallelism,
  loadAverage: () => loadavg()[0] ?? 0,
  times() {
    const all = cpus().map(({ times }) => times);
    const idle = all.reduce((sum, times) => sum + times.idle, 0);
    const whole = all.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
    return { busy: whole - idle, idle };
  },
};

/**
 * How busy the machine is, in whole percent: the load average of the last minute over its cores, at most 100. Windows keeps no
 * load average: there it is the share of the cores' time that was not idle since the last question, at first since the start.
 */
export function createServerLoad(machine: Machine = thisMachine): () => number {
  let before = machine.platform === 'win32' ? machine.times() : null;
  return () => {
    if (before === null) return percent(machine.loadAverage() / machine.cores());
    const now = machine.times();
    const busy = now.busy - before.busy;
    const all = busy + now.idle - before.idle;
    before = now;
    return all > 0 ? percent(busy / all) : 0;
  };
}

function percent(share: number): number {
  return Math.min(100, Math.max(0, Math.round(share * 100)));
}
