import type { Store } from '../../host.js';
import type { Jobs } from './jobs.js';

/** A store that is ready only where jobs run as well, and outlives them. */
export function withJobs<Handle>(store: Store<Handle>, jobs: () => Jobs): Store<Handle> {
  return {
    ...store,
    async ready() {
      await store.ready();
      await jobs().ready();
    },
    async close() {
      await jobs().close();
      await store.close();
    },
  };
}
