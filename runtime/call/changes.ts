import type { Change } from '../store/changes.js';
import type { CheckedCall } from './call.js';
import { tenantOf } from './tenant-of.js';
import type { Work } from './work.js';

/** What PostgreSQL takes as a notice, with room for the tenant. */
const longestUri = 2_000;

/** `ctx.notify`: remembers what is to be told once the call has committed. */
export function notifier(call: CheckedCall, work: Work): (uri: string, tenant?: string) => void {
  const { kernel, request } = call;
  return (uri, tenant) => {
    if (work.over) throw new Error('The call has ended. Notify before it does.');
    const { subject } = kernel.steps.subjects.resource(uri);
    const resource = kernel.steps.subjects.resources.find(({ handler }) => handler === subject.handler)?.resource;
    if (resource === undefined || uri.length > longestUri) throw new Error(`No resource has the address '${uri}'.`);
    if (!resource.subscribe) throw new Error(`Nobody can subscribe to ${resource.uri}. Declare \`subscribe: true\`.`);
    const change: Change = { uri, tenant: tenant ?? tenantOf(kernel.server, request.principal) };
    if (!work.changes.some((one) => one.uri === uri && one.tenant === change.tenant)) work.changes.push(change);
  };
}

/**
 * Sends what has been remembered along with the transaction that is about to commit. What is returned is to be called
 * when it has.
 */
export async function announceChanges({ kernel }: CheckedCall, work: Work): Promise<() => Promise<void>> {
  const changes = work.changes.splice(0);
  if (changes.length === 0) return async () => {};
  return kernel.host.store.changes.announce(changes, await work.transaction?.db());
}
