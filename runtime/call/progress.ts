import type { CheckedCall } from './call.js';
import type { ProgressReport } from './calling-client.js';

/** Reports closer together than this are told as one: the last. */
const EVERY_MS = 100;

/** What a resolver tells of how far it is. */
export interface Progress {
  report(progress: number, total?: number, message?: string): void;
  /** Tells what has not been told yet. Nothing follows: the answer is next. */
  end(): void;
}

const silent: Progress = { report() {}, end() {} };

/**
 * For a caller who asked to be told. Progress only grows, as the protocol wants it: a report that does not is dropped,
 * and so is one that comes after the end.
 */
export function beginProgress({ kernel, request }: CheckedCall): Progress {
  const tell = request.client?.progress;
  if (tell === undefined) return silent;
  let highest = Number.NEGATIVE_INFINITY;
  let held: ProgressReport | null = null;
  let over = false;
  let cancel: (() => void) | null = null;
  const flush = () => {
    if (held !== null) tell(held);
    held = null;
  };
  const rest = () => {
    cancel = kernel.timer(EVERY_MS, () => {
      cancel = null;
      if (held === null) return;
      flush();
      rest();
    });
  };
  return {
    report(progress, total, message) {
      if (over || !(progress > highest) || progress === Number.POSITIVE_INFINITY) return;
      highest = progress;
      held = { progress, ...(total !== undefined && { total }), ...(message !== undefined && { message }) };
      if (cancel !== null) return;
      flush();
      rest();
    },
    end() {
      over = true;
      cancel?.();
      flush();
    },
  };
}
