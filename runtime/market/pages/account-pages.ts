import Router from '@koa/router';
import type { Routes } from '../../create-router.js';
import type { RequestState } from '../../http/exchange.js';
import { guardPages } from '../../web/guard-pages.js';
import { showOutbox } from '../mail/outbox-page.js';
import { resendWebhook } from '../webhooks/resend.js';
import { showWebhooks } from '../webhooks/webhooks-page.js';
import type { PageSources } from './within-organization.js';

export interface AccountPages extends PageSources {
  /** Whether mails are kept to be read here: where no server takes them. */
  readonly outbox: boolean;
}

/** The marketplace's pages beside the kernel's own under `/account/`. */
export function accountPages({ outbox, ...sources }: AccountPages): Routes {
  return (router, kernel) => {
    const pages = new Router<RequestState>({ prefix: '/account' });
    pages.use(guardPages(kernel));
    pages.get('/webhooks', showWebhooks(kernel, sources));
    pages.post('/webhooks/resend', resendWebhook(kernel, sources));
    if (outbox) pages.get('/outbox', showOutbox(kernel, sources));
    router.use(pages.routes());
  };
}
