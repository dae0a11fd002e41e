import type { ClaimScope } from '../store/claims.js';
import type { CheckedCall } from './call.js';
import { contextChain } from './gates/check-context.js';
import { pipelineParameters } from './input/pipeline-parameters.js';
import { tenantOf } from './tenant-of.js';

/**
 * Whose the call's idempotency key is; null where it has none. A step of a composite goes by the key that is derived
 * from the composite's. What is outside any tenant is the same from whichever tenant it is asked.
 */
export function claimScope({ kernel, request, tool, input }: CheckedCall): ClaimScope | null {
  const { idempotencyKey: parameter } = pipelineParameters(kernel.server, tool);
  if (parameter === undefined) return null;
  const key = request.parent?.idempotencyKey ?? input[parameter];
  if (typeof key !== 'string') return null;
  const inTenant = contextChain(kernel.server, tool.context).some(({ tenant }) => tenant);
  const tenant = inTenant ? (tenantOf(kernel.server, request.principal) ?? '') : '';
  return { tenant, principal: request.principal.id, tool: tool.name, key };
}
