import type { Knex } from 'knex';
import { type AuditRecord, insertAudit, isUnstorable } from './audit-record.js';

const FLUSH_AFTER_MS = 200;
const FLUSH_ROWS = 200;
const RETRY_AFTER_MS = 1_000;
/** While the database is away; beyond it the oldest rows are given up, and that is reported. */
const MAX_ROWS = 10_000;

export interface AuditQueue {
  add(record: AuditRecord): void;
  /** Writes out everything; gives up after one failed try of each batch, which is reported. */
  close(): Promise<void>;
}

/** Writes audit rows behind the calls, in batches of at most 200 ms or 200 rows. Failures are reported and tried again. */
export function createAuditQueue(knex: Knex, onError: (error: Error) => void): AuditQueue {
  let waiting: AuditRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<boolean> | undefined;

  function schedule(delay: number): void {
    timer ??= setTimeout(flush, delay);
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    writing ??= writeBatch().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function writeBatch(): Promise<boolean> {
    const batch = waiting.splice(0, FLUSH_ROWS);
    if (batch.length === 0) return true;
    try {
      await writeRows(knex, batch, onError);
      if (waiting.length > 0) schedule(waiting.length >= FLUSH_ROWS ? 0 : FLUSH_AFTER_MS);
      return true;
    } catch (error) {
      onError(error as Error);
      waiting = [...batch, ...waiting];
      dropOldest();
      schedule(RETRY_AFTER_MS);
      return false;
    }
  }

  function dropOldest(): void {
    const excess = waiting.length - MAX_ROWS;
    if (excess <= 0) return;
    waiting.splice(0, excess);
    onError(new Error(`${excess} audit rows were given up: more than ${MAX_ROWS} wait for the database.`));
  }

  return {
    add(record) {
      waiting.push(record);
      if (waiting.length === FLUSH_ROWS) void flush();
      else schedule(FLUSH_AFTER_MS);
      dropOldest();
    },
    async close() {
      await writing;
      while (waiting.length > 0 && (await flush()));
      clearTimeout(timer);
      if (waiting.length > 0) onError(new Error(`${waiting.length} audit rows could not be written before closing.`));
    },
  };
}

/** One row that cannot be stored must not cost the others: then each goes alone, a refused one without its arguments. */
async function writeRows(knex: Knex, batch: readonly AuditRecord[], onError: (error: Error) => void): Promise<void> {
  const [first, ...others] = batch;
  if (!first) return;
  try {
    await insertAudit(knex, batch);
  } catch (error) {
    if (!isUnstorable(error)) throw error;
    if (others.length > 0) {
      for (const record of batch) await writeRows(knex, [record], onError);
      return;
    }
    onError(error as Error);
    if (first.arguments !== null) await writeRows(knex, [{ ...first, arguments: null }], onError);
  }
}
