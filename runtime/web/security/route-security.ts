import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { changePassword } from './change-password.js';
import { endOtherSessions, endSession } from './end-sessions.js';
import { showSecurity } from './security-page.js';

/** The pages under `/account/security`. Passwords are changed where the host has accounts. */
export function routeSecurity(pages: Router<RequestState>, kernel: Kernel): void {
  const accounts = kernel.host.people?.accounts;
  pages.get('/security', showSecurity(kernel));
  pages.post('/security/sessions/end-others', endOtherSessions(kernel));
  pages.post('/security/sessions/:session/end', endSession(kernel));
  if (accounts) pages.post('/security/password', changePassword(kernel, accounts));
}
