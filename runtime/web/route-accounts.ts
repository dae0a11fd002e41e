import type Router from '@koa/router';
import type { Accounts } from '../accounts.js';
import type { Kernel } from '../call/call.js';
import type { RequestState } from '../http/exchange.js';
import { confirm, showConfirm } from './confirm.js';
import { showMailed } from './mailed.js';
import { askToReset, reset, showForgotten, showReset } from './reset.js';
import { showSignUp, signUp } from './sign-up.js';

/** How people come by an account, and back into it. */
export function routeAccounts(pages: Router<RequestState>, kernel: Kernel, accounts: Accounts): void {
  pages.get('/sign-up', showSignUp(kernel));
  pages.post('/sign-up', signUp(kernel, accounts));
  pages.get('/mailed', showMailed(kernel, accounts));
  pages.get('/confirm', showConfirm(kernel, accounts));
  pages.post('/confirm', confirm(kernel, accounts));
  pages.get('/forgotten', showForgotten(kernel));
  pages.post('/forgotten', askToReset(kernel, accounts));
  pages.get('/reset', showReset(kernel, accounts));
  pages.post('/reset', reset(kernel, accounts));
}
