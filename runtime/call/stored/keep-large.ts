import type { Answer, CallOutcome, RanCall } from '../call.js';
import { traceFields } from '../trace-fields.js';
import { pointedAnswer } from './pointed-answer.js';
import { storeResult } from './store-result.js';

/** Over REST nobody's context window is at stake. */
const REST_INLINE_BYTES = 1_000_000;

/**
 * An answer over its limit is stored, and goes out as far as it fits, with a pointer to the whole. What cannot be stored
 * goes out as it is: nothing of it is to be lost. A composite gets its steps' answers whole.
 */
export async function keepLarge(outcome: CallOutcome): Promise<CallOutcome> {
  if (outcome.refused || outcome.inputRequired) return outcome;
  const { call } = outcome;
  const { request, kernel, tool } = call;
  if (request.parent !== undefined || request.subject !== undefined) return outcome;
  const limit = inlineLimit(call);
  if (sizeOf(outcome) <= limit) return outcome;
  try {
    return pointedAnswer(outcome, await storeResult(call), limit);
  } catch (error) {
    kernel.log.error({ err: error, tool: tool.name, ...traceFields(request) }, 'a large result could not be stored');
    return outcome;
  }
}

function inlineLimit({ kernel, tool, request }: RanCall): number {
  const declared = tool.limits?.inlineBytes ?? kernel.server.limits.inlineBytes;
  return request.wire === 'rest' ? Math.max(declared, REST_INLINE_BYTES) : declared;
}

/** Of content, the blocks: their texts are the least of it. */
function sizeOf({ tool, text, value }: Answer): number {
  return Buffer.byteLength(tool.output.kind === 'content' ? JSON.stringify(value) : text);
}
