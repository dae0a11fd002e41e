import type { Kernel } from '../../call/call.js';
import { type Usage, type UsageFilter, UsageTooSlow } from '../../store/usage.js';
import { notFound, PageError } from '../page-error.js';

/** A report for a page. Throws the page that says why there is none. */
export async function readUsage({ host }: Kernel, filter: UsageFilter): Promise<Usage> {
  if (host.store.usage === undefined) throw notFound();
  try {
    return await host.store.usage(filter);
  } catch (error) {
    if (!(error instanceof UsageTooSlow)) throw error;
    throw new PageError(503, 'That is too much to count', error.message);
  }
}
