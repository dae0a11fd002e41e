import type { Notices } from '../../store/postgres/notices.js';
import { GIT_CHANNEL } from '../migrations/010-git-integrations.js';

/** Waits for changes of integrations, whichever process makes them. */
export interface Watch {
  /** Resolves with the next change since it was asked last, or when `over` fires; never rejects. */
  next(over: AbortSignal): Promise<void>;
  stop(): void;
}

export interface IntegrationChanges {
  /** Begins to listen, to one or to all of them: what changes from now on is not missed. */
  watch(id?: string): Watch;
}

/** Changes as PostgreSQL's notices tell them. Where notices may have been missed, that counts as one. */
export function createIntegrationChanges(notices: Pick<Notices, 'on' | 'onRegain'>): IntegrationChanges {
  return {
    watch(id) {
      let heard = false;
      let wake = () => {};
      const hear = () => {
        heard = true;
        wake();
      };
      const stops = [
        notices.on(GIT_CHANNEL, (changed) => (id ?? changed) === changed && hear()),
        notices.onRegain(hear),
      ];
      return {
        async next(over) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (heard || over.aborted) resolve();
            else over.addEventListener('abort', () => resolve(), { once: true });
          });
          heard = false;
        },
        stop() {
          for (const stop of stops) stop();
        },
      };
    },
  };
}
