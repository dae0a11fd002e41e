import type Router from '@koa/router';
import type { Context } from 'koa';
import { parse } from 'qs';
import getRawBody from 'raw-body';
import type { Api } from './answer.js';
import { showAuthentication, submitAuthentication } from './authentication-page.js';
import { showCheckout, submitCheckout } from './checkout-page.js';
import { exclusively } from './exclusively.js';
import { showOnboarding, submitOnboarding } from './onboarding-page.js';
import { type Form, type PageHandler, showHosted, showStyle } from './page.js';
import { StripeDoubleError } from './stripe-error.js';
import { seeding, type Work } from './work.js';

/** The pages that people are sent to. They are found by ids that nobody can guess, and keep nothing in the browser. */
export function routeHosted(router: Router, api: Api): void {
  router.get('/style.css', showStyle);
  const pages: readonly [string, PageHandler, PageHandler][] = [
    ['/pay/:id', showCheckout, submitCheckout],
    ['/authenticate/:id', showAuthentication, submitAuthentication],
    ['/onboarding/:account/:id', showOnboarding, submitOnboarding],
  ];
  for (const [path, show, submit] of pages) {
    router.get(path, (context) => orMissing(context, () => show(workOf(api), context, {})));
    router.post(path, (context) =>
      orMissing(context, async () => {
        const text = await getRawBody(context.req, { limit: '16kb', encoding: 'utf8' });
        const form = parse(text, { depth: 0, parameterLimit: 20, duplicates: 'last' }) as Form;
        await exclusively(api.knex, (db) => submit({ ...workOf(api), db }, context, form));
        api.written();
      }),
    );
  }
}

const workOf = (api: Api): Work => ({ ...seeding(api.knex, api.now()), base: api.base() });

async function orMissing(context: Context, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StripeDoubleError)) throw error;
    const message = 'The link is wrong, or has had its time. Go back to where you came from and ask for another.';
    await showHosted(context, { status: 404, title: 'There is nothing here', message });
  }
}
