import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { notFound, PageError, staleForm } from '../../web/page-error.js';
import { readForm } from '../../web/read-form.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import { type PageSources, withinOrganization } from '../pages/within-organization.js';
import { webhookOrganizations } from './visible-organizations.js';

/** `POST /account/webhooks/resend` with `organization` and `delivery`: the same event again, as a delivery of its own. */
export function resendWebhook(kernel: Kernel, { knex }: PageSources): Stage {
  return auditPage(kernel, { name: 'POST /account/webhooks/resend', writeMode: 'create' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const organization = fields.get('organization') ?? '';
    const delivery = fields.get('delivery') ?? '';
    act.concerns({ organization, delivery });
    if (!webhookOrganizations(kernel.server, visitor.principal).includes(organization)) throw notFound();
    act.concerns({ delivery }, organization);
    const scope = { organizationId: organization, connectionId: visitor.principal.connection.id };
    await withinOrganization(knex, scope, async (db) => {
      const { rows } = await db.raw('select send_webhook_again(?, ?) as sent', [delivery, kernel.now()]);
      if (!rows[0].sent) {
        throw new PageError(409, 'It was not sent again', 'The endpoint is disabled, or it or the delivery is gone.');
      }
      await act.commit(db);
    });
    seeOther(exchange, '/account/webhooks?sent');
  });
}
