import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { type InvoiceFiles, sendInvoice } from './invoice-file.js';

/** The pages and files of whoever buys. */
export function routeBuying(router: Router<RequestState>, kernel: Kernel, app: InvoiceFiles): void {
  router.get('/invoices/:file', guardPages(kernel), sendInvoice(kernel, app));
}
