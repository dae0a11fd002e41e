import type { Readable } from 'node:stream';
import { OutsideError } from './outside-error.js';

/** A body of at most `maxBytes`; what is larger is left as soon as it is known to be. Throws OutsideError. */
export async function readLimited(
  body: Readable,
  { maxBytes, host }: { readonly maxBytes: number; readonly host: string },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OutsideError('too_large', { host, limit: maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
