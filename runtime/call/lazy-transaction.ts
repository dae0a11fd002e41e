import { type Database, StalePrincipal, type TransactionOptions } from '../host.js';
import type { Principal } from '../principal.js';

/** The transaction of one call: opened at first use, then the same for the rest of the call. */
export interface LazyTransaction<Handle> {
  db(): Promise<Handle>;
  /** Does nothing where it was never opened. Rejects when the database does not commit. */
  commit(): Promise<void>;
  /** Never rejects: what is rolled back has failed already. */
  rollback(): Promise<void>;
  /** Whether its opening found that the principal is not so any more. */
  stale(): boolean;
}

class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

interface Opened<Handle> {
  readonly handle: Promise<Handle>;
  /** Settles when the database has committed or rolled back. */
  readonly done: Promise<void>;
  readonly end: { resolve(): void; reject(error: Error): void };
}

/** Turns the database's `run` inside out, so that the runtime decides the end of what a resolver has begun. */
export function lazyTransaction<Handle>(
  database: Database<Handle>,
  principal: Principal,
  options: TransactionOptions,
): LazyTransaction<Handle> {
  let opened: Opened<Handle> | null = null;
  let over = false;
  let stale = false;
  const finish = (): Opened<Handle> | null => {
    over = true;
    return opened;
  };
  return {
    async db() {
      if (over) throw new Error('The call has ended, and its transaction with it. Await everything before you return.');
      opened ??= open(database, principal, options);
      try {
        return await opened.handle;
      } catch (error) {
        stale ||= error instanceof StalePrincipal;
        throw error;
      }
    },
    async commit() {
      const transaction = finish();
      transaction?.end.resolve();
      await transaction?.done;
    },
    async rollback() {
      const transaction = finish();
      transaction?.end.reject(new RolledBack('The call did not succeed.'));
      await transaction?.done.catch(() => {});
    },
    stale: () => stale,
  };
}

function open<Handle>(database: Database<Handle>, principal: Principal, options: TransactionOptions): Opened<Handle> {
  const handle = deferred<Handle>();
  const ended = deferred<void>();
  const done = database.transaction(principal, options, (given) => {
    handle.resolve(given);
    return ended.promise;
  });
  // Where it could not be opened, those who wait for the handle are told; and nobody may be waiting.
  done.catch(handle.reject);
  handle.promise.catch(() => {});
  ended.promise.catch(() => {});
  return { handle: handle.promise, done, end: ended };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
