import { DeclaredFailure } from '../tool.js';
import type { CheckedCall, RanCall } from './call.js';
import { declaredFailure } from './declared-failure.js';
import { resolverInput } from './output/answer-format.js';
import type { Refusal } from './refusal.js';
import { resolverContext } from './resolver-context.js';
import type { Work } from './work.js';

/** Runs the resolver: its output, or the declared failure it answered. What it throws is thrown on. */
export async function run(call: CheckedCall, work: Work): Promise<RanCall | Refusal> {
  const { handler, kernel, tool, input } = call;
  const output = await handler.run(resolverInput(kernel.server, tool, input), resolverContext(call, work));
  return output instanceof DeclaredFailure ? declaredFailure(call, output) : { ...call, output };
}
