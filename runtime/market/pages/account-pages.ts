import Router from '@koa/router';
import type { Routes } from '../../create-router.js';
import type { People } from '../../host.js';
import type { RequestState } from '../../http/exchange.js';
import type { Server } from '../../tool.js';
import { guardPages } from '../../web/guard-pages.js';
import { showOutbox } from '../mail/outbox-page.js';
import { refundFromPage, showStaffOrders } from '../orders/staff-orders.js';
import type { Payments } from '../payments/payments.js';
import { routeOrganizations } from '../people/organization-pages/route-organizations.js';
import { giveRole, showPeople } from '../people/staff-people-page.js';
import { resendWebhook } from '../webhooks/resend.js';
import { webhookOrganizations } from '../webhooks/visible-organizations.js';
import { showWebhooks } from '../webhooks/webhooks-page.js';
import { buyingOrganizations } from './buying-organizations.js';
import type { PageSources } from './within-organization.js';

export interface AccountPages extends PageSources {
  /** Whether mails are kept to be read here: where no server takes them. */
  readonly outbox: boolean;
  readonly payments: Payments;
}

/** The marketplace's pages beside the kernel's own under `/account/`. */
export function accountPages({ outbox, payments, ...sources }: AccountPages): Routes {
  return (router, kernel) => {
    const pages = new Router<RequestState>({ prefix: '/account' });
    pages.use(guardPages(kernel));
    routeOrganizations(pages, kernel);
    pages.get('/webhooks', showWebhooks(kernel, sources));
    pages.post('/webhooks/resend', resendWebhook(kernel, sources));
    if (outbox) pages.get('/outbox', showOutbox(kernel, sources));
    pages.get('/staff/people', showPeople(kernel, sources));
    pages.post('/staff/people/:customer/role', giveRole(kernel, sources));
    pages.get('/staff/orders', showStaffOrders(kernel, payments));
    pages.post('/staff/orders/:order/refund', refundFromPage(kernel, payments));
    router.use(pages.routes());
  };
}

/** The pages that are for a person, beside those that only links of tools and mails lead to. */
export function pagesFor(server: Server, { outbox }: { readonly outbox: boolean }): NonNullable<People['pages']> {
  return (principal) => [
    ...(principal.active.audiences.includes('staff')
      ? [
          { path: '/account/staff/vendors', title: 'Vendors to be approved' },
          { path: '/account/staff/people', title: 'People' },
          { path: '/account/staff/orders', title: 'Orders and refunds' },
        ]
      : [{ path: '/account/organizations', title: 'Organizations' }]),
    ...(buyingOrganizations(server, principal, 'cart:read').length > 0
      ? [{ path: '/account/cart', title: 'Cart' }]
      : []),
    ...(buyingOrganizations(server, principal, 'billing:read').length > 0
      ? [{ path: '/account/cards', title: 'Cards' }]
      : []),
    ...(webhookOrganizations(server, principal).length > 0 ? [{ path: '/account/webhooks', title: 'Webhooks' }] : []),
    ...(outbox ? [{ path: '/account/outbox', title: 'Outbox' }] : []),
    { path: '/news', title: 'News' },
  ];
}
