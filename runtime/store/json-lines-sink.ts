import { appendFile } from 'node:fs/promises';
import type { AuditRecord, AuditSink } from './audit-sink.js';

/**
 * A sink that writes a line of JSON for each row: to standard output, or at the end of a file that only its owner
 * reads. The file is opened for each batch, so that it may be moved away while the server runs.
 */
export function createJsonLinesSink(target: 'stdout' | { readonly file: string }): AuditSink {
  const put = target === 'stdout' ? print : (text: string) => appendFile(target.file, text, { mode: 0o600 });
  return {
    name: target === 'stdout' ? target : target.file,
    write: (rows) => put(rows.map(toLine).join('')),
  };
}

/** `event` tells the rows from whatever else stands in the same stream. */
function toLine(row: AuditRecord): string {
  return `${JSON.stringify({ event: 'audit', ...row })}\n`;
}

function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
