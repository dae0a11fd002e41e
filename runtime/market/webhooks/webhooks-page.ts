import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { showPage } from '../../web/show-page.js';
import { shownMoment } from '../../web/shown-moment.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import { type PageSources, withinOrganization } from '../pages/within-organization.js';
import { deliveryLog, type LoggedDelivery } from './delivery-log.js';
import { type EndpointRow, endpointsOf } from './endpoints.js';
import { webhookOrganizations } from './visible-organizations.js';

const folder = new URL('./views/', import.meta.url);

/** `GET /account/webhooks`: the endpoints of the visitor's organizations, and what became of what was sent to them. */
export function showWebhooks(kernel: Kernel, { knex }: PageSources): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const organizations = [];
    for (const id of webhookOrganizations(kernel.server, visitor.principal)) {
      const endpoints = await withinOrganization(knex, { organizationId: id }, async (db) => {
        const shown = [];
        for (const row of await endpointsOf(db, id)) shown.push(shownEndpoint(row, await deliveryLog(db, row.id)));
        return shown;
      });
      organizations.push({ id, name: (await kernel.host.describeTenant?.(id)) ?? id, endpoints });
    }
    const page = { view: 'webhooks', folder, title: 'Webhooks', visitor };
    await showPage(kernel, exchange, page, { organizations, sent: exchange.query.sent !== undefined });
  };
}

const reasons = {
  gone: 'Disabled: it answered 410, so it takes no more events.',
  failing: 'Disabled: nothing reached it for five days.',
} as const;

function shownEndpoint(row: EndpointRow, deliveries: readonly LoggedDelivery[]) {
  const off = row.disabled_reason === null ? 'Disabled.' : reasons[row.disabled_reason];
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    enabled: row.enabled,
    state: row.enabled ? 'Enabled.' : off,
    failingSince: row.enabled && row.failing_since !== null ? shownMoment(row.failing_since) : null,
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      type: delivery.type,
      eventId: delivery.event_id,
      status: delivery.status,
      at: shownMoment(delivery.created_at),
      next: delivery.next_attempt_at === null ? null : shownMoment(delivery.next_attempt_at),
      resend: row.enabled && delivery.status !== 'pending' ? row.organization_id : null,
      attempts: delivery.attempts.map(({ number, at, duration_ms, status, error }) => ({
        number,
        at: shownMoment(at),
        took: `${duration_ms} ms`,
        result: error ?? `It answered ${status}.`,
      })),
    })),
  };
}
