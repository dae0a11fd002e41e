/** Tells each step of a walk as it is done, with the time it took. */
export interface Steps {
  /** Rejects with the step's name before what went wrong. */
  step<T>(title: string, run: (tell: (detail: string) => void) => Promise<T>): Promise<T>;
  /** Seconds since the first. */
  elapsed(): number;
}

export function createSteps(write: (line: string) => void): Steps {
  const began = performance.now();
  let number = 0;
  return {
    async step(title, run) {
      number += 1;
      const from = performance.now();
      const details: string[] = [];
      try {
        return await run((detail) => void details.push(detail));
      } catch (error) {
        throw new Error(`Step ${number}, ${title}: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        });
      } finally {
        const seconds = ((performance.now() - from) / 1000).toFixed(1);
        write(`${String(number).padStart(2)}. ${title}  (${seconds} s)`);
        for (const detail of details) write(`      ${detail}`);
      }
    },
    elapsed: () => (performance.now() - began) / 1000,
  };
}
