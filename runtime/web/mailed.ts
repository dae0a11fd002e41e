import type { Accounts } from '../accounts.js';
import type { Kernel } from '../call/call.js';
import type { Stage } from '../http/exchange.js';
import { queryField } from './entry-form.js';
import { showPage } from './show-page.js';

/** `GET /account/mailed`: what to do next. The same whoever asked, and whether or not there is such an account. */
export function showMailed(kernel: Kernel, { mailbox }: Accounts): Stage {
  return async (exchange) => {
    const reset = queryField(exchange, 'for') === 'reset';
    const page = { view: 'mailed', title: 'Look into your mail', visitor: null };
    await showPage(kernel, exchange, page, { reset, mailbox });
  };
}
