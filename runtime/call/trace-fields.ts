import type { CallRequest } from './call.js';

/** What every line of the log that tells of a call has, so that it is found with the trace and the audit row. */
export function traceFields({ traceId, spanId }: CallRequest): { readonly traceId: string; readonly spanId?: string } {
  return { traceId, ...(spanId !== undefined && { spanId }) };
}
