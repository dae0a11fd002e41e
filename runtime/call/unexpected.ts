import { redactText } from './audit/redact-text.js';
import type { CallRequest, FoundCall, Kernel } from './call.js';
import { refuse } from './error-table.js';
import type { Refusal } from './refusal.js';
import { traceFields } from './trace-fields.js';

/** A bug, or a part that is down: logged in full, told with nothing but the trace id. */
export function unexpected(kernel: Kernel, request: CallRequest, found: FoundCall | null, error: unknown): Refusal {
  const { traceId } = request;
  const tool = found?.tool;
  const fields = { err: describe(error), tool: tool?.name, ...traceFields(request) };
  // Whoever has gone away has ended the call, which is no fault of anybody's.
  if (request.signal.aborted) kernel.log.info(fields, 'a call was abandoned');
  else kernel.log.error(fields, 'a call failed unexpectedly');
  return refuse(kernel.server, 'INTERNAL_ERROR', { gate: 'run', ...(tool && { tool }), data: { trace_id: traceId } });
}

/** Not the error itself: drivers hang the values of a row on it (`detail`), and messages may quote a secret. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: name,
    message: redactText(message),
    stack: redactText(stack ?? ''),
    ...(typeof code === 'string' && { code }),
  };
}
