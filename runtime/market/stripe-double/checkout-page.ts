import type { Context } from 'koa';
import { shownAmount } from './amounts.js';
import { type Card, cardOf } from './cards.js';
import { submitSession } from './complete-session.js';
import type { SessionLine } from './create-session.js';
import { type Form, type PageHandler, showHosted } from './page.js';
import { StripeDoubleError } from './stripe-error.js';
import { find, type Stored, type Work } from './work.js';

/** What a session asks its visitor for, or where it has led. */
export const showCheckout: PageHandler = async (work, context) => {
  const session = await find(work, 'checkout.session', String(context.params.id));
  if (session.status === 'complete') context.redirect(successOf(session));
  else if (session.status === 'expired') await showExpired(context, session);
  else await show(context, session, {});
};

export const submitCheckout: PageHandler = async (work, context, form) => {
  const session = await find(work, 'checkout.session', String(context.params.id));
  if (session.status !== 'open') return showCheckout(work, context, form);
  const card = readCard(form, work.now);
  if (typeof card === 'string') return show(context, session, form, card);
  await submit(work, context, { session, card, form });
};

interface Submission {
  readonly session: Stored;
  readonly card: Card;
  readonly form: Form;
}

async function submit(work: Work, context: Context, { session, card, form }: Submission): Promise<void> {
  const payer = { name: form.name ?? '', email: form.email ?? (session.customer_email as string | null) };
  try {
    const submitted = await submitSession(work, session, card, payer);
    context.redirect(submitted.done ? successOf(session) : submitted.url);
    // A form's answer is fetched, not sent again.
    context.status = 303;
  } catch (error) {
    if (!(error instanceof StripeDoubleError) || error.status !== 402) throw error;
    await show(context, session, form, error.message);
  }
}

/** The test card, or a sentence about what was filled in. */
function readCard({ number = '', expiry = '', cvc = '' }: Form, now: number): Card | string {
  const card = cardOf(number);
  if (card === undefined) return 'Your card number is not one of the test cards below.';
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? [];
  const over = Date.UTC(2000 + Number(year), Number(month)) / 1000;
  if (month === '' || Number(month) < 1 || Number(month) > 12) return "Your card's expiration date is incomplete.";
  if (over <= now) return "Your card's expiration date is in the past.";
  return /^\d{3,4}$/.test(cvc.trim()) ? card : "Your card's security code is incomplete.";
}

async function show(context: Context, session: Stored, form: Form, problem?: string): Promise<void> {
  const { data } = session._line_items as { readonly data: readonly SessionLine[] };
  const { mode, currency, amount_total, success_url } = session;
  const total = mode === 'setup' ? null : shownAmount(Number(amount_total), String(currency));
  const titles: Readonly<Record<string, string>> = {
    payment: 'Pay by card',
    setup: 'Save a card',
    subscription: 'Subscribe',
  };
  const lines = data.map(({ description, quantity, amount_total: amount, price }) => {
    const each = price.recurring === null ? '' : ` a ${price.recurring.interval}`;
    return { description, quantity, several: quantity > 1, amount: `${shownAmount(amount, price.currency)}${each}` };
  });
  const cancel = session.cancel_url as string | null;
  await showHosted(context, {
    title: titles[String(mode)] ?? 'Pay',
    status: problem === undefined ? 200 : 402,
    ...(problem !== undefined && { problem }),
    form,
    checkout: {
      lines,
      total,
      action: total === null ? 'Save card' : `${mode === 'payment' ? 'Pay' : 'Subscribe for'} ${total}`,
      asksEmail: session.customer === null && session.customer_email === null && mode !== 'setup',
      cancel,
    },
    leadsTo: [String(success_url)],
  });
}

function showExpired(context: Context, session: Stored): Promise<void> {
  const back = session.cancel_url === null ? 'Go back to where you came from' : `Go back to ${session.cancel_url}`;
  return showHosted(context, { status: 410, title: 'This page has had its time', message: `${back} and begin again.` });
}

const successOf = ({ id, success_url }: Stored) => String(success_url).replaceAll('{CHECKOUT_SESSION_ID}', id);
