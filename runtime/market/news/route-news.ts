import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { sendPicture, showNews, showPost } from './news-pages.js';

/** The marketplace's news, which everybody may read. `knex` as the tables' owner: who reads need not be known. */
export function routeNews(router: Router<RequestState>, kernel: Kernel, { knex }: { readonly knex: Knex }): void {
  const guarded = guardPages(kernel);
  router.get('/news', guarded, showNews(kernel, knex));
  router.get('/news/:slug', guarded, showPost(kernel, knex));
  router.get('/news/media/:file', guarded, sendPicture(knex));
}
