import { setTimeout as delay } from 'node:timers/promises';
import type { CheckedCall } from './call.js';
import { stillRunning } from './conflict.js';
import { beginDeadline, DeadlinePassed } from './deadline.js';
import type { Refusal } from './refusal.js';

/** How often a call in another process is looked after. Nothing is held meanwhile, no connection either. */
const LOOK_EVERY_MS = 100;

/** What was found; or to look again: once the promise settles, or in a while. */
type Look<T> = { readonly done: T } | { readonly again: Promise<void> | null };

/** Looks until something is found, for as long as the tool may take; then CONFLICT. Rejects when the caller goes away. */
export async function waitUntil<T>(call: CheckedCall, look: () => Promise<Look<T>>): Promise<T | Refusal> {
  const deadline = beginDeadline(call);
  try {
    for (;;) {
      const found = await look();
      if ('done' in found) return found.done;
      await deadline.race(found.again ?? delay(LOOK_EVERY_MS));
    }
  } catch (error) {
    if (error instanceof DeadlinePassed) return stillRunning(call);
    throw error;
  } finally {
    deadline.end();
  }
}
