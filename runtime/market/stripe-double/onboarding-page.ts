import type { Context } from 'koa';
import { completeOnboarding, findAccount } from './accounts.js';
import { type Form, type PageHandler, showHosted } from './page.js';
import { missing } from './stripe-error.js';
import { find, type Stored, type Work } from './work.js';

/** What Stripe asks of a seller before it pays them. */
export const showOnboarding: PageHandler = async (work, context) => {
  const link = await linkOf(work, context);
  if (Number(link.expires_at) <= work.now) context.redirect(String(link._refresh));
  else await show(context, link, {});
};

/** Whatever a seller does here, they come back; what became of it is told by the account. */
export const submitOnboarding: PageHandler = async (work, context, form) => {
  const link = await linkOf(work, context);
  const whole = form.decision !== 'later';
  const lacks = ['business', 'person', 'bank'].some((name) => (form[name] ?? '').trim() === '');
  if (whole && lacks) return show(context, link, form, 'Fill in all three, or finish later.');
  const account = await findAccount(work, String(link.account));
  if (account.details_submitted !== true) await completeOnboarding(work, account, whole);
  context.redirect(String(link._return));
  context.status = 303;
};

async function linkOf(work: Work, context: Context): Promise<Stored> {
  const link = await find(work, 'account_link', String(context.params.id));
  if (link.account !== context.params.account) throw missing('account_link', link.id);
  return link;
}

function show(context: Context, link: Stored, form: Form, problem?: string): Promise<void> {
  return showHosted(context, {
    title: 'Get paid for what you sell',
    status: problem === undefined ? 200 : 422,
    message: 'Stripe would ask who you are and where to send your money.',
    ...(problem !== undefined && { problem }),
    form,
    onboarding: true,
    leadsTo: [String(link._return), String(link._refresh)],
  });
}
