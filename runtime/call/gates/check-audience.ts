import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';

/** The active tenant makes the caller one of those the tool is for. */
export function checkAudience({ kernel, request, tool }: FoundCall): Refusal | null {
  const { audiences } = request.principal.active;
  if (tool.audience.some((audience) => audiences.includes(audience))) return null;
  return refuse(kernel.server, 'FORBIDDEN', { gate: 'audience', tool });
}
