import { isDeepStrictEqual } from 'node:util';
import type { CheckedCall, RanCall } from '../call.js';
import { refuse } from '../error-table.js';
import { outputValidator } from '../input/validators.js';
import { isRecord } from '../is-record.js';
import type { Refusal } from '../refusal.js';
import { traceFields } from '../trace-fields.js';
import { outputShape } from './output-shape.js';
import { limitOf } from './page.js';

/**
 * What the resolver returned is what its declaration says, to the letter: before anything is committed, and before a
 * caller can come to rely on what nobody declared. The log says where it is wrong; values could be anybody's.
 */
export function checkOutput(call: RanCall): Refusal | null {
  const fault = faultOf(call);
  if (fault === null) return null;
  const { kernel, tool, request } = call;
  const fields = { tool: tool.name, ...traceFields(request), ...fault };
  kernel.log.error(fields, 'the output of a tool does not fit its declaration');
  return withheld(call, 'none');
}

/** OUTPUT_INVALID. Where something had been done already, the receipt names the row of the audit that tells of it. */
export function withheld({ kernel, tool, request, auditId }: CheckedCall, effect: 'none' | 'unknown'): Refusal {
  const nothing = effect === 'none';
  return refuse(kernel.server, 'OUTPUT_INVALID', {
    gate: 'output',
    tool,
    data: { trace_id: request.traceId, ...(!nothing && { receipt: { tool: tool.name, audit_id: auditId } }) },
    advice: nothing
      ? 'Nothing was committed.'
      : 'What was done before may have taken effect: look before you try again, or use the same idempotency key.',
  });
}

interface Fault {
  readonly pointer: string;
  readonly fault: string;
}

function faultOf({ tool, input, output }: RanCall): Fault | null {
  const shape = outputShape(tool, input);
  if (shape === null) return { pointer: '', fault: 'no variant is declared for these arguments' };
  const validate = outputValidator(shape);
  if (!validate(output)) {
    const [error] = validate.errors ?? [];
    return { pointer: error?.instancePath ?? '', fault: `${error?.message} ${JSON.stringify(error?.params)}` };
  }
  if (tool.output.kind === 'outcomes') return outcomesFault(tool.output.per, input, output);
  if (tool.output.kind !== 'list' || tool.page === undefined || !isRecord(output)) return null;
  const rows = output[tool.output.as];
  const tooMany = Array.isArray(rows) && rows.length > limitOf(tool, input);
  return tooMany ? { pointer: `/${tool.output.as}`, fault: 'has more items than the page was to have' } : null;
}

/** Exactly one result for each item given, in the order given: a caller goes through the two lists side by side. */
function outcomesFault(per: string, input: RanCall['input'], output: unknown): Fault | null {
  const items = Array.isArray(input[per]) ? input[per] : [];
  const results = isRecord(output) && Array.isArray(output.results) ? output.results : [];
  if (results.length !== items.length) {
    return { pointer: '/results', fault: `has ${results.length} results for ${items.length} items` };
  }
  const wrong = results.findIndex(({ item }, index) => !isDeepStrictEqual(item, items[index]));
  return wrong < 0 ? null : { pointer: `/results/${wrong}/item`, fault: 'is not the item given at this place' };
}
