import Router from '@koa/router';
import type { Kernel } from '../call/call.js';
import type { RequestState } from '../http/exchange.js';
import { isLoopback, type Origins } from '../http/origins.js';
import { serveText } from '../http/serve-text.js';
import type { Interactions } from '../oauth/interactions.js';
import { showAccess } from './access/access-page.js';
import { showConnectionAccess } from './access/connection-page.js';
import { showAccount, tellSession } from './account.js';
import { routeActivity } from './activity/route-activity.js';
import { decideApproval, showApproval } from './approval-page.js';
import { runCheck, showCheck } from './check/check-page.js';
import { routeConnections } from './connections/route-connections.js';
import { routeConsent } from './consent/route-consent.js';
import { guardPages } from './guard-pages.js';
import { notFound } from './page-error.js';
import { routeRoles } from './roles/route-roles.js';
import { routeAccounts } from './route-accounts.js';
import { routeSecurity } from './security/route-security.js';
import { showSignIn, signIn } from './sign-in.js';
import { signOut } from './sign-out.js';
import { routeSwitches } from './switches/route-switches.js';
import { routeUsage } from './usage/route-usage.js';
import { readScript, readStyle } from './view.js';

export interface AccountRoutes extends Origins {
  /** What programs ask of people; null where nobody can be let in. */
  readonly interactions: Interactions | null;
}

/** The pages under `/account/`, where the host has people who sign in. Throws where their cookies would travel in the clear. */
export function routeAccount(router: Router<RequestState>, kernel: Kernel, options: AccountRoutes): void {
  const { publicUrl, interactions } = options;
  const { people } = kernel.host;
  if (people === undefined) return;
  const url = publicUrl === undefined ? null : new URL(publicUrl);
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new Error(`People sign in at ${url.origin}, and their cookies would travel in the clear. Use https.`);
  }
  const pages = new Router<RequestState>({ prefix: '/account' });
  pages.use(guardPages(kernel));
  pages.get('/', showAccount(kernel));
  pages.get('/sign-in', showSignIn(kernel));
  pages.post('/sign-in', signIn(kernel, people));
  pages.post('/sign-out', signOut(kernel));
  routeSecurity(pages, kernel);
  if (people.accounts) routeAccounts(pages, kernel, people.accounts);
  pages.get('/session', tellSession(kernel));
  pages.get('/approvals/:id', showApproval(kernel));
  pages.post('/approvals/:id', decideApproval(kernel));
  if (interactions !== null) routeConsent(pages, kernel, interactions);
  pages.get('/staff/access', showAccess(kernel));
  pages.get('/staff/access/connection', showConnectionAccess(kernel));
  pages.get('/check', showCheck(kernel));
  pages.post('/check', runCheck(kernel));
  routeRoles(pages, kernel);
  routeConnections(pages, kernel);
  routeActivity(pages, kernel);
  routeSwitches(pages, kernel);
  routeUsage(pages, kernel);
  pages.get('/style.css', async (exchange, next) => serveText(await readStyle(), 'text/css')(exchange, next));
  pages.get('/tool-tree.js', async (exchange, next) =>
    serveText(await readScript('tool-tree'), 'text/javascript')(exchange, next),
  );
  pages.all('/{*rest}', () => {
    throw notFound();
  });
  router.use(pages.routes());
}
