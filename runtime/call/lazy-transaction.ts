import { type Database, StalePrincipal, type TransactionOptions } from '../host.js';
import type { Principal } from '../principal.js';

/** The transaction of one call: opened at first use, then the same until it is committed. */
export interface LazyTransaction<Handle> {
  db(): Promise<Handle>;
  /**
   * Commits what is open, so that nothing is held while others are waited for; the next `db()` opens another. Does
   * nothing where none is open.
   */
  commitSoFar(): Promise<void>;
  /** The same, with nothing kept. Never rejects. */
  rollbackSoFar(): Promise<void>;
  /** Rolls back what is open; the next `db()` opens another. For a call that has only read so far. */
  startOver(): Promise<void>;
  /** The handle, where a transaction is open. */
  opened(): Promise<Handle> | undefined;
  /** Whether anything has been committed so far: the call cannot be begun anew as if nothing had been. */
  committed(): boolean;
  /** The end. Does nothing where it was never opened. Rejects when the database does not commit. */
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
  stale(): boolean;
}

/** Turns the database's `run` inside out, so that the runtime decides the end of what a resolver has begun. */
export function lazyTransaction<Handle>(
  database: Database<Handle>,
  principal: Principal,
  options: TransactionOptions,
): LazyTransaction<Handle> {
  let opened: Opened<Handle> | null = null;
  let over = false;
  let committed = false;
  const finish = (): Opened<Handle> | null => {
    over = true;
    return opened;
  };
  return {
    db() {
      if (over)
        return Promise.reject(new Error('The call has ended, and its transaction with it. Await what you begin.'));
      opened ??= open(database, principal, options);
      return opened.handle;
    },
    async commitSoFar() {
      const transaction = opened;
      if (transaction === null) return;
      transaction.end.resolve();
      await transaction.done;
      committed = true;
      opened = null;
    },
    async rollbackSoFar() {
      const transaction = opened;
      transaction?.end.reject(new RolledBack('Nothing of this is to stay.'));
      await transaction?.done.catch(() => {});
      if (!transaction?.stale()) opened = null;
    },
    async startOver() {
      const transaction = opened;
      opened = null;
      transaction?.end.reject(new RolledBack('The call has only read so far.'));
      await transaction?.done.catch(() => {});
    },
    opened: () => opened?.handle,
    committed: () => committed,
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
    stale: () => opened?.stale() ?? false,
  };
}

function open<Handle>(database: Database<Handle>, principal: Principal, options: TransactionOptions): Opened<Handle> {
  const handle = deferred<Handle>();
  const ended = deferred<void>();
  let stale = false;
  const done = database.transaction(principal, options, (given) => {
    handle.resolve(given);
    return ended.promise;
  });
  done.catch((error) => {
    stale = error instanceof StalePrincipal;
    // Where it could not be opened, those who wait for the handle are told.
    handle.reject(error);
  });
  // And nobody may be waiting: a rejection that is not heard would end the process.
  handle.promise.catch(() => {});
  ended.promise.catch(() => {});
  return { handle: handle.promise, done, end: ended, stale: () => stale };
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
