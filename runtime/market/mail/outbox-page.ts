import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { isOperator } from '../../web/operator.js';
import { showPage } from '../../web/show-page.js';
import { shownMoment } from '../../web/shown-moment.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import type { PageSources } from '../pages/within-organization.js';
import { withLinks } from './with-links.js';

const folder = new URL('./views/', import.meta.url);

const SHOWN = 50;

/**
 * `GET /account/outbox`: the mails that no server was there to take. A person reads what was sent to their own address,
 * staff all of them.
 */
export function showOutbox(kernel: Kernel, { knex }: PageSources): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const { principal } = visitor;
    const staff = isOperator(kernel, visitor);
    const query = knex('mail').orderBy('created_at', 'desc').orderBy('id').limit(SHOWN);
    if (!staff) query.whereRaw('lower(recipient) = (select lower(email) from customer where id = ?)', [principal.id]);
    const rows = await query;
    const mails = rows.map(({ recipient, subject, text, created_at }) => ({
      to: recipient,
      subject,
      at: shownMoment(created_at),
      parts: withLinks(text),
    }));
    await showPage(kernel, exchange, { view: 'outbox', folder, title: 'Outbox', visitor }, { mails, staff });
  };
}
