import type { Handler } from './answer.js';
import { emit } from './events.js';
import { finalizeInvoice, type Invoice, setBalance } from './invoice.js';
import { list } from './list.js';
import { payInvoice } from './pay-invoice.js';
import { findMethod } from './payment-methods.js';
import { previewInvoice } from './preview-invoice.js';
import { StripeDoubleError } from './stripe-error.js';
import { inTimeOf } from './test-clocks.js';
import { change, find, findAll, refuse, type Work } from './work.js';

/** https://docs.stripe.com/api/invoices; they are made by subscriptions alone. */
export const invoices: Readonly<Record<string, Handler>> = {
  'GET /v1/invoices/:id': (work, _, [id = '']) => find(work, 'invoice', id),
  'GET /v1/invoices': (work, params) => {
    const [customer, status, subscription] = [
      params.text('customer'),
      params.text('status'),
      params.text('subscription'),
    ];
    const having = {
      ...(customer && { customer }),
      ...(status && { status }),
      ...(subscription && { _subscription: subscription }),
    };
    return list(work, params, { kind: 'invoice', url: '/v1/invoices', having });
  },
  'POST /v1/invoices/create_preview': (work, params) => previewInvoice(work, params),
  async 'POST /v1/invoices/:id/finalize'(work, params, [id = '']) {
    params.flag('auto_advance');
    return finalizeInvoice(await timed(work, id), await inState(work, id, 'draft'));
  },
  async 'POST /v1/invoices/:id/pay'(work, params, [id = '']) {
    const given = params.text('payment_method');
    params.flag('off_session');
    const open = await inState(work, id, 'open');
    const method = given ? (await findMethod(work, given, 'payment_method')).id : null;
    const after = await payInvoice(await timed(work, id), open, method);
    if (after.status === 'paid') return after;
    throw new StripeDoubleError('Your card was declined.', { status: 402, type: 'card_error', code: 'card_declined' });
  },
  async 'POST /v1/invoices/:id/void'(work, _, [id = '']) {
    const open = await inState(work, id, 'open');
    const customer = await find(work, 'customer', open.customer);
    const used = Number(open.ending_balance) - open.starting_balance;
    if (used !== 0) await setBalance(work, customer, Number(customer.balance) - used);
    const invoice = await change(work, open, {
      status: 'void',
      auto_advance: false,
      next_payment_attempt: null,
      _due: null,
    });
    await emit(work, 'invoice.voided', invoice);
    return invoice;
  },
  async 'GET /v1/invoice_payments'(work, params) {
    const wanted = params.text('invoice');
    const intent = params.inside('payment')?.kept('payment_intent', 'type').payment_intent;
    const found =
      wanted === undefined ? await findAll(work, 'invoice') : [await find(work, 'invoice', wanted, 'invoice')];
    const data = found
      .flatMap(
        ({ _payments }) =>
          (_payments as { readonly data: readonly { readonly payment: { readonly payment_intent: string } }[] }).data,
      )
      .filter(({ payment }) => intent === undefined || payment.payment_intent === intent);
    return { object: 'list', data, has_more: false, url: '/v1/invoice_payments' };
  },
};

async function timed(work: Work, id: string): Promise<Work> {
  const { customer } = await find<Invoice>(work, 'invoice', id);
  return inTimeOf(work, await find(work, 'customer', customer));
}

async function inState(work: Work, id: string, status: Invoice['status']): Promise<Invoice> {
  const invoice = await find<Invoice>(work, 'invoice', id);
  if (invoice.status === status) return invoice;
  return refuse(
    `Invoice ${id} is ${invoice.status}; only one that is ${status} can be handled so.`,
    'invoice_not_editable',
  );
}
