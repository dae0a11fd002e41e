import type { Handler } from './answer.js';
import { createSession } from './create-session.js';
import { emit } from './events.js';
import { list } from './list.js';
import { change, find, refuse, type Stored, type Work } from './work.js';

const KIND = 'checkout.session';

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSessions: Readonly<Record<string, Handler>> = {
  'POST /v1/checkout/sessions': async (work, params) => atUrl(work, await createSession(work, params)),
  'GET /v1/checkout/sessions/:id': async (work, _, [id = '']) => atUrl(work, await find(work, KIND, id)),
  async 'POST /v1/checkout/sessions/:id'(work, params, [id = '']) {
    const before = await find(work, KIND, id);
    const metadata = params.metadata(before.metadata as Record<string, string>);
    return atUrl(work, await change(work, before, { metadata }));
  },
  async 'POST /v1/checkout/sessions/:id/expire'(work, _, [id = '']) {
    const before = await find(work, KIND, id);
    if (before.status !== 'open') {
      refuse(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${before.status}.`,
      );
    }
    const session = await change(work, before, { status: 'expired', _due: null });
    await emit(work, 'checkout.session.expired', session);
    return atUrl(work, session);
  },
  async 'GET /v1/checkout/sessions/:id/line_items'(work, params, [id = '']) {
    params.integer('limit');
    return (await find(work, KIND, id))._line_items as object;
  },
  async 'GET /v1/checkout/sessions'(work, params) {
    const names = ['customer', 'payment_intent', 'subscription', 'status'] as const;
    const having = Object.fromEntries(names.flatMap((name) => (params.text(name) ? [[name, params.text(name)]] : [])));
    const page = await list(work, params, { kind: KIND, url: '/v1/checkout/sessions', having });
    return { ...page, data: page.data.map((session) => atUrl(work, session as Stored)) };
  },
};

/** An open session has the address of its page, which is wherever the double listens now. */
function atUrl({ base }: Work, session: Stored): Stored {
  return { ...session, url: session.status === 'open' ? `${base}/pay/${session.id}` : null };
}
