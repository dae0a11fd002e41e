import type { Timer } from '../call/timer.js';
import type { AnyHandler, Handler } from '../tool.js';

/** Calls of one tool that are held while they run, with the time limits that they run under. */
export interface Held {
  /** Resolves once so many calls are held. */
  reached(calls: number): Promise<void>;
  /** Lets the time limits pass that run now, and says how many milliseconds each of them was. */
  expire(): readonly number[];
  /**
   * Lets the calls go on, and those to come. With `instead`, the calls held `after` end with what that answers or throws, in
   * the place of what their resolver answered.
   */
  release(instead?: () => unknown): void;
}

/**
 * `before`: a call is held before its resolver begins, and goes on by itself when its signal fires. `after`: it is held
 * when its resolver has done all that it does, and no signal moves it.
 */
export type HoldWhen = 'before' | 'after';

/** What lets proofs hold calls: hand `resolvers` and `timer` to the server and `hold` to `provideServer`. */
export interface HeldCalls {
  readonly resolvers: readonly AnyHandler[];
  readonly timer: Timer;
  hold(tool: string, when: HoldWhen): Held;
}

type Instead = () => unknown;

interface Hold {
  readonly when: HoldWhen;
  readonly released: Promise<Instead | undefined>;
  arrive(): void;
}

export function holdCalls(resolvers: readonly AnyHandler[]): HeldCalls {
  const holds = new Map<string, Hold>();
  const armed = new Set<{ readonly ms: number; readonly fire: () => void }>();
  const heldRun =
    ({ tool, run }: Handler): Handler['run'] =>
    async (input, ctx) => {
      const hold = holds.get(tool.name);
      const { signal } = ctx as { readonly signal: AbortSignal };
      if (hold?.when === 'before') {
        hold.arrive();
        await Promise.race([hold.released, fired(signal)]);
      }
      const output = await run(input, ctx);
      if (hold?.when === 'after') {
        hold.arrive();
        const instead = await hold.released;
        if (instead) return instead();
      }
      return output;
    };
  return {
    resolvers: resolvers.map((handler) => ('tool' in handler ? { ...handler, run: heldRun(handler) } : handler)),
    timer(ms, fire) {
      const pass = () => {
        off();
        fire();
      };
      const limit = { ms, fire: pass };
      const timeout = setTimeout(pass, ms);
      const off = () => {
        clearTimeout(timeout);
        armed.delete(limit);
      };
      armed.add(limit);
      return off;
    },
    hold(tool, when) {
      let arrived = 0;
      let arrive = () => {};
      let release = (_: Instead | undefined) => {};
      const released = new Promise<Instead | undefined>((resolve) => {
        release = resolve;
      });
      holds.set(tool, {
        when,
        released,
        arrive() {
          arrived += 1;
          arrive();
        },
      });
      return {
        reached: (calls) =>
          new Promise((resolve) => {
            arrive = () => arrived >= calls && resolve();
            arrive();
          }),
        expire() {
          const passing = [...armed];
          for (const limit of passing) limit.fire();
          return passing.map(({ ms }) => ms);
        },
        release(instead) {
          holds.delete(tool);
          release(instead);
        },
      };
    },
  };
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
