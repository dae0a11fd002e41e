import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { usageFile } from './usage-file.js';
import { showUsage } from './usage-page.js';

/** How tools are used, for those who run the platform: below `/account`. */
export function routeUsage(pages: Router<RequestState>, kernel: Kernel): void {
  pages.get('/staff/usage', showUsage(kernel));
  pages.get('/staff/usage/days.csv', usageFile(kernel, 'days'));
  pages.get('/staff/usage/tools.csv', usageFile(kernel, 'tools'));
}
