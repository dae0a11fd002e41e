import type { AuditRow } from '../call/audit/audit.js';
import { createBatchQueue } from './batch-queue.js';

/** A row of the audit: a call's, or a refusal of an unknown caller with the address it came from. */
export interface AuditRecord extends Omit<AuditRow, 'tool'> {
  readonly tool: string | null;
  readonly address: string | null;
  /** How many like it this row stands for. */
  readonly repeats: number;
}

/** A call's row as a record. */
export const ofCall = (row: AuditRow): AuditRecord => ({ ...row, address: null, repeats: 1 });

/**
 * Where every row of the audit goes as well: a SIEM, a file. It gets them in batches once they are durable. A rejection
 * is reported and the same rows come again, so that each arrives at least once while the process lives; ids tell
 * repeated ones.
 */
export interface AuditSink {
  /** For reports. */
  readonly name: string;
  write(rows: readonly AuditRecord[]): Promise<void>;
}

/** Hands rows to sinks behind the calls. */
export interface AuditFeed {
  add(record: AuditRecord): void;
  /** Hands over what waits. */
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Each sink has a queue of its own: one that is away holds up no other, and at most 10,000 rows. */
export function feedSinks(sinks: readonly AuditSink[], onError: (error: Error) => void): AuditFeed {
  const queues = sinks.map(({ name, write }) =>
    createBatchQueue<AuditRecord>({
      write,
      what: 'audit rows',
      waitsFor: `the sink '${name}'`,
      onError,
      firstRetryMs: FIRST_RETRY_MS,
      lastRetryMs: LAST_RETRY_MS,
    }),
  );
  return {
    add(record) {
      for (const queue of queues) queue.add(record);
    },
    close: async () => void (await Promise.all(queues.map((queue) => queue.close()))),
  };
}
