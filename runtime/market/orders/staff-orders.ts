import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { requireOperator } from '../../web/operator.js';
import { notFound, PageError, staleForm } from '../../web/page-error.js';
import { readForm } from '../../web/read-form.js';
import { showPage } from '../../web/show-page.js';
import { shownMoment } from '../../web/shown-moment.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import { showMoney } from '../money.js';
import type { Payments } from '../payments/payments.js';
import { findOrder, requestRefund } from './request-refund.js';

const folder = new URL('./views/', import.meta.url);
const path = '/account/staff/orders';

/** How many the page shows: the newest. Any other is found by its number. */
const most = 50;

interface StaffOrder {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly placed_at: Date;
  readonly failure_message: string | null;
  readonly organization: string;
  readonly packages: readonly string[];
}

/** `GET /account/staff/orders`, with `number` for a single one. For everybody but staff there is nothing here. */
export function showStaffOrders(kernel: Kernel, { db }: Payments): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${path}`);
    requireOperator(kernel, visitor);
    const { number, refunded } = exchange.query;
    const wanted = typeof number === 'string' ? number.trim() : '';
    const orders = await newestOrders(db, wanted);
    const page = { view: 'staff-orders', folder, title: 'Orders', visitor };
    await showPage(kernel, exchange, page, {
      wanted,
      refunded: typeof refunded === 'string' ? refunded : null,
      orders: orders.map(toShown),
    });
  };
}

/** `POST /account/staff/orders/<id>/refund`. Sent twice it is one refund. */
export function refundFromPage(kernel: Kernel, payments: Payments): Stage {
  const name = 'POST /account/staff/orders/:order/refund';
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    requireOperator(kernel, visitor);
    await readForm(kernel, exchange, 'session');
    const named = exchange.path.split('/').at(-2) ?? '';
    act.concerns({ order: named });
    const order = await findOrder(payments.db, named);
    if (order === null) throw notFound();
    act.concerns({ order: order.id }, order.organization_id);
    const { end } = await requestRefund(payments, order, act.commit);
    if (end === 'not_paid') {
      throw new PageError(409, 'Nothing to give back', `Order ${order.number} is ${order.status}, and was not paid.`);
    }
    kernel.log.info({ order: order.id, by: visitor.principal.id, end }, 'an order is given back');
    seeOther(exchange, `${path}?refunded=${encodeURIComponent(order.number)}`);
  });
}

async function newestOrders(db: Knex, number: string): Promise<readonly StaffOrder[]> {
  return db({ o: 'customer_order' })
    .join({ g: 'organization' }, 'g.id', 'o.organization_id')
    .modify((query) => {
      if (number !== '') query.where((either) => either.where('o.number', number).orWhere('o.id', number));
    })
    .orderBy([{ column: 'o.placed_at', order: 'desc' }, 'o.id'])
    .limit(most)
    .select('o.*', {
      organization: 'g.name',
      packages: db.raw(
        `array(select l.quantity || ' × ' || l.composer_name from order_line l where l.order_id = o.id order by l.position)`,
      ),
    });
}

function toShown(order: StaffOrder) {
  const { id, number, kind, status, organization, packages, failure_message: failure } = order;
  return {
    ...{ id, number, status, organization, packages, failure },
    renewal: kind === 'renewal',
    total: showMoney(order.total_minor, order.currency),
    placed: shownMoment(order.placed_at),
    refund: status === 'paid' ? `${path}/${id}/refund` : null,
  };
}
