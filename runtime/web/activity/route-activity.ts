import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { sendActivity } from './csv-file.js';
import { showEntry } from './entry-page.js';
import { showActivity } from './list-page.js';
import { ownScope, platformScope } from './scope.js';

/** What people see of the audit, below `/account`: everybody their own calls, and who runs the platform all of them. */
export function routeActivity(pages: Router<RequestState>, kernel: Kernel): void {
  for (const [path, scopeOf] of [
    ['/activity', ownScope],
    ['/staff/activity', platformScope],
  ] as const) {
    pages.get(path, showActivity(kernel, scopeOf));
    pages.get(`${path}.csv`, sendActivity(kernel, scopeOf));
    pages.get(`${path}/:id`, showEntry(kernel, scopeOf));
  }
}
