import type { Principal } from '../../principal.js';
import type { CallRequest, Kernel } from '../call.js';
import { find } from '../find.js';
import { contextChain } from '../gates/check-context.js';
import { gates as allGates } from '../gates.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';

/** The refusal that a principal would meet who now read the resource at an address, short of reading it; null for none. */
export async function refusalToRead(
  kernel: Kernel,
  uri: string,
  by: Pick<CallRequest, 'principal' | 'traceId' | 'signal'>,
): Promise<Refusal | null> {
  const { subject, parameters } = kernel.subjects.resource(uri);
  const found = await find(kernel, { ...by, wire: 'mcp', name: uri, arguments: parameters, subject });
  if (isRefusal(found)) return found;
  const gates = kernel.gates ?? allGates;
  const refusal =
    gates.context(found) ??
    gates.audience(found) ??
    gates.allow_list(found) ??
    gates.scope(found) ??
    gates.privilege(found) ??
    gates.write_gate(found);
  if (refusal) return refusal;
  const call = gates.input(found);
  return isRefusal(call) ? call : gates.privilege_by_argument(call);
}

/** Whether a resource that lies within the tenant is that of the tenant in which the principal now works. */
export function isOfTenant({ server, subjects }: Kernel, uri: string, tenant: string | null, to: Principal): boolean {
  const context = subjects.resource(uri).subject.handler?.tool.context ?? null;
  const within = contextChain(server, context).some((one) => one.tenant);
  return !within || (tenant !== null && tenantOf(server, to) === tenant);
}
