import type { Knex } from 'knex';
import type { AuditRecord } from '../audit-sink.js';
import { type BatchQueue, createBatchQueue } from '../batch-queue.js';
import { insertAudit, isUnstorable } from './audit-record.js';

const RETRY_AFTER_MS = 1_000;

export interface AuditQueueOptions {
  readonly knex: Knex;
  readonly onError: (error: Error) => void;
  /** Gets each row once it is in the table, as it stands there. */
  readonly onDurable: (record: AuditRecord) => void;
}

/** Writes audit rows behind the calls, in batches of at most 200 ms or 200 rows. Failures are reported and tried again. */
export function createAuditQueue(options: AuditQueueOptions): BatchQueue<AuditRecord> {
  return createBatchQueue({
    write: (batch) => writeRows(batch, options),
    what: 'audit rows',
    waitsFor: 'the database',
    onError: options.onError,
    firstRetryMs: RETRY_AFTER_MS,
    lastRetryMs: RETRY_AFTER_MS,
  });
}

/** One row that cannot be stored must not cost the others: then each goes alone, a refused one without its arguments. */
async function writeRows(batch: readonly AuditRecord[], options: AuditQueueOptions): Promise<void> {
  const [first, ...others] = batch;
  if (!first) return;
  try {
    await insertAudit(options.knex, batch);
    for (const record of batch) options.onDurable(record);
  } catch (error) {
    if (!isUnstorable(error)) throw error;
    if (others.length > 0) {
      for (const record of batch) await writeRows([record], options);
      return;
    }
    options.onError(error as Error);
    if (first.arguments !== null) await writeRows([{ ...first, arguments: null }], options);
  }
}
