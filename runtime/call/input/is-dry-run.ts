import type { Tool } from '../../tool.js';

/** Whether the arguments ask only what the call would do. */
export function isDryRun({ dryRun }: Tool, input: { readonly [argument: string]: unknown }): boolean {
  return dryRun !== undefined && input[dryRun.parameter] === true;
}
