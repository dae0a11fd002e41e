/** Work that goes on behind the answers of calls. */
export interface Behind {
  /** Begins it once the answer at hand has been handed over. It sees to its own errors. */
  run(work: () => Promise<void>): void;
  /** Resolves when all that has been begun is done. */
  settled(): Promise<void>;
}

export function createBehind(): Behind {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const turn = new Promise<void>((resolve) => setImmediate(resolve));
      const done = turn.then(work).finally(() => void running.delete(done));
      running.add(done);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
