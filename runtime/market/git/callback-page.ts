import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import { disconnectSignal, type Exchange, type RequestState, type Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { guardPages } from '../../web/guard-pages.js';
import { PageError } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import { type Completing, completeIntegration } from './complete-integration.js';
import type { IntegrationRow } from './integrations.js';

/** Where providers send people back to. */
export const callbackPath = '/account/git/callback';

/** What completing needs, whoever comes back. */
export type GitCallback = Omit<Completing, 'witness'>;

const folder = new URL('./views/', import.meta.url);

export function routeGitCallback(router: Router<RequestState>, kernel: Kernel, app: GitCallback): void {
  router.get(callbackPath, guardPages(kernel), showCallback(kernel, app));
}

/** `GET /account/git/callback?code=…&state=…`, or `error=…&state=…`: the person comes back from the provider. */
function showCallback(kernel: Kernel, app: GitCallback): Stage {
  return auditPage(kernel, { name: `GET ${callbackPath}`, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) {
      return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path + exchange.search)}`);
    }
    const back = {
      customerId: visitor.principal.id,
      state: one(exchange, 'state'),
      code: one(exchange, 'code'),
      error: one(exchange, 'error'),
    };
    const witness = (db: Knex, integration: IntegrationRow, outcome: string) => {
      act.concerns({ integration: integration.id, provider: integration.provider });
      return act.commit(db, outcome);
    };
    const completion = await completeIntegration({ ...app, witness }, back, disconnectSignal(exchange));
    if (completion.end !== 'connected') throw explain(completion);
    const { title: provider, account } = completion;
    const page = { view: 'connected', folder, title: `${provider} is connected`, visitor };
    await showPage(kernel, exchange, page, { provider, account });
  });
}

function explain(
  completion: Exclude<Awaited<ReturnType<typeof completeIntegration>>, { end: 'connected' }>,
): PageError {
  switch (completion.end) {
    case 'unknown':
      return new PageError(
        403,
        'This was not begun by you',
        'No connection that you have begun leads here. If you began it under another account, sign out, sign in with that one and open this page again. Else let the program that sent you begin anew. Nothing has been connected.',
      );
    case 'used':
      return new PageError(
        409,
        'This has been used already',
        'Each answer of a Git provider counts once. If nothing was connected the first time, let the program that sent you begin anew.',
      );
    case 'expired':
      return new PageError(
        410,
        'This took too long',
        'The connection was called off, or more than ten minutes have passed. Let the program that sent you begin anew. Nothing has been connected.',
      );
    case 'declined':
      return new PageError(
        403,
        'You have declined',
        `${completion.title} was told that you do not agree, so nothing has been connected. If that was a mistake, let the program that sent you begin anew.`,
      );
    case 'failed':
      return new PageError(
        502,
        `${completion.title} did not confirm`,
        'Nothing has been connected. Let the program that sent you begin anew; if it fails again, try later.',
      );
  }
}

function one({ query }: Exchange, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}
