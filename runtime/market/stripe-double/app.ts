import Router from '@koa/router';
import Koa from 'koa';
import { type Api, answer } from './answer.js';
import { routeHosted } from './hosted.js';
import { resources } from './resources.js';
import { StripeDoubleError } from './stripe-error.js';

/** The double as a Koa app: Stripe's API at `/v1/`, and the pages that Stripe would host. */
export function createApp(api: Api): Koa {
  const router = new Router();
  for (const [route, handler] of Object.entries(resources)) {
    const [method = '', path = ''] = route.split(' ');
    router.register(path, [method], (context) => answer(api, context, handler, Object.values(context.params)));
  }
  routeHosted(router, api);
  const app = new Koa();
  app.silent = true;
  app.use(async (context, next) => {
    try {
      await next();
    } catch (error) {
      api.log?.error({ err: error, path: context.path }, 'the Stripe double failed');
      const problem = new StripeDoubleError('Something went wrong within the Stripe double.', {
        status: 500,
        type: 'api_error',
      });
      context.status = problem.status;
      context.body = problem.body;
    }
  });
  app.use(router.routes());
  app.use((context) => {
    // The library takes a 404 without an error's body for an answer.
    const problem = new StripeDoubleError(
      `Unrecognized request URL (${context.method}: ${context.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. (The Stripe double of this server knows what the marketplace needs.)`,
      { status: 404 },
    );
    context.status = problem.status;
    context.body = problem.body;
  });
  return app;
}
