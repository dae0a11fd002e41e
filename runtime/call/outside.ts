import type { CheckedCall } from './call.js';
import type { Work } from './work.js';

/** `ctx.outside`: nothing is held while strangers are waited for, so nothing may have been written yet. */
export async function readOutside<T>(
  { kernel, tool }: CheckedCall,
  { transaction, deadline }: Work,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const handle = await transaction?.opened();
  if (handle !== undefined && (await kernel.host.database?.hasWritten?.(handle))) {
    throw new Error(`'${tool.name}' has written already and would lose it: read from others first.`);
  }
  await transaction?.rollbackSoFar();
  deadline.signal.throwIfAborted();
  return read(deadline.signal);
}
