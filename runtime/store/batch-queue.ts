/** Rows on their way somewhere, in batches and behind whoever adds them. */
export interface BatchQueue<Row> {
  add(row: Row): void;
  /** Writes out everything; gives up at the first batch that fails, which is reported. */
  close(): Promise<void>;
}

export interface BatchQueueOptions<Row> {
  /** A rejection keeps the rows: they are tried again, in their order, before any other. */
  readonly write: (batch: readonly Row[]) => Promise<void>;
  /** For reports: `audit rows`, and what they wait for, `the database`. */
  readonly what: string;
  readonly waitsFor: string;
  readonly onError: (error: Error) => void;
  /** The wait after the first failure; it doubles with each further one, up to the last. */
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
}

const FLUSH_AFTER_MS = 200;
const FLUSH_ROWS = 200;
/** While they cannot be written; beyond it the oldest rows are given up, and that is reported. */
const MAX_ROWS = 10_000;

/** Batches of at most 200 ms or 200 rows. Failures are reported and tried again. */
export function createBatchQueue<Row>(options: BatchQueueOptions<Row>): BatchQueue<Row> {
  const { write, what, waitsFor, onError, firstRetryMs, lastRetryMs } = options;
  let waiting: Row[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<boolean> | undefined;
  let retryMs = firstRetryMs;
  let failing = false;

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
      await write(batch);
      failing = false;
      retryMs = firstRetryMs;
      if (waiting.length > 0) schedule(waiting.length >= FLUSH_ROWS ? 0 : FLUSH_AFTER_MS);
      return true;
    } catch (error) {
      onError(error as Error);
      waiting = [...batch, ...waiting];
      dropOldest();
      failing = true;
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
      return false;
    }
  }

  function dropOldest(): void {
    const excess = waiting.length - MAX_ROWS;
    if (excess <= 0) return;
    waiting.splice(0, excess);
    onError(new Error(`${excess} ${what} were given up: more than ${MAX_ROWS} wait for ${waitsFor}.`));
  }

  return {
    add(row) {
      waiting.push(row);
      // What comes while a batch is written is that batch's end to send on: a timer of its own would hold it back.
      if (writing === undefined) {
        if (waiting.length >= FLUSH_ROWS && !failing) void flush();
        else schedule(FLUSH_AFTER_MS);
      }
      dropOldest();
    },
    async close() {
      await writing;
      while (waiting.length > 0 && (await flush()));
      clearTimeout(timer);
      if (waiting.length > 0) onError(new Error(`${waiting.length} ${what} could not be written before closing.`));
    },
  };
}
