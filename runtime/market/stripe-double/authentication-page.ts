import type { Context } from 'koa';
import { shownAmount } from './amounts.js';
import { completeSession } from './complete-session.js';
import { authenticate } from './confirm-intent.js';
import { type PageHandler, showHosted } from './page.js';
import { authenticateSetup } from './setup-intents.js';
import { missing, StripeDoubleError } from './stripe-error.js';
import { find, type Stored, type Work } from './work.js';

/** The bank's question, as in 3-D Secure. */
export const showAuthentication: PageHandler = async (work, context) => {
  const intent = await waiting(work, context, context.query.secret);
  const amount =
    intent.object === 'payment_intent' ? shownAmount(Number(intent.amount), String(intent.currency)) : null;
  await showHosted(context, {
    title: 'Your bank asks whether this is you',
    message: amount === null ? 'A card is to be saved for later payments.' : `A payment of ${amount} is to be made.`,
    authentication: { secret: String(intent.client_secret) },
    leadsTo: [await leadsTo(work, intent)],
  });
};

export const submitAuthentication: PageHandler = async (work, context, form) => {
  const intent = await waiting(work, context, form.secret);
  const back = returnUrl(intent);
  const after = await decide(work, intent, form.decision === 'complete');
  const session = typeof intent._session === 'string' ? await find(work, 'checkout.session', intent._session) : null;
  if (session !== null && after.status === 'succeeded') {
    await completeSession(work, session, after.object === 'payment_intent' ? { payment_status: 'paid' } : {});
  }
  const url = new URL(back);
  if (session === null) {
    url.searchParams.set(after.object, after.id);
    url.searchParams.set(`${after.object}_client_secret`, String(after.client_secret));
    url.searchParams.set('redirect_status', after.status === 'succeeded' ? 'succeeded' : 'failed');
  }
  context.redirect(url.href);
  context.status = 303;
};

/** The intent as it is after the answer; a card that the bank then declines is as good as none. */
async function decide(work: Work, intent: Stored, passed: boolean): Promise<Stored> {
  try {
    return await (intent.object === 'payment_intent' ? authenticate : authenticateSetup)(work, intent, passed);
  } catch (error) {
    if (!(error instanceof StripeDoubleError) || !error.stays) throw error;
    return find(work, intent.object, intent.id);
  }
}

/** The intent that waits, for whoever knows its secret. */
async function waiting(work: Work, context: Context, secret: unknown): Promise<Stored> {
  const id = String(context.params.id);
  const intent = await find(work, id.startsWith('seti_') ? 'setup_intent' : 'payment_intent', id);
  if (intent.client_secret !== secret || intent.status !== 'requires_action') throw missing(intent.object, id);
  return intent;
}

function returnUrl(intent: Stored): string {
  const action = intent.next_action as { readonly redirect_to_url: { readonly return_url: string } };
  return action.redirect_to_url.return_url;
}

/** A checkout's own page sends its visitor on. */
async function leadsTo(work: Work, intent: Stored): Promise<string> {
  if (typeof intent._session !== 'string') return returnUrl(intent);
  return String((await find(work, 'checkout.session', intent._session)).success_url);
}
