import type { Card } from './cards.js';
import { confirmIntent } from './confirm-intent.js';
import type { SessionLine } from './create-session.js';
import { createSubscription } from './create-subscription.js';
import { newCustomer } from './customers.js';
import { emit } from './events.js';
import { newIntent } from './intent.js';
import { Params } from './params.js';
import { attach, createMethod, type PaymentMethod } from './payment-methods.js';
import { confirmSetup, createSetup } from './setup-intents.js';
import { change, find, type Stored, save, type Work } from './work.js';

export interface Payer {
  readonly name: string;
  readonly email: string | null;
}

/** What came of a card on a session's page: done, or an address at which its bank asks first. */
export type Submitted = { readonly done: true } | { readonly done: false; readonly url: string };

/** Somebody has filled in a session's page. Throws the 402 of a card that pays nothing; the page stays open then. */
export async function submitSession(work: Work, before: Stored, card: Card, payer: Payer): Promise<Submitted> {
  const session = await change(work, before, {
    customer_details: {
      address: null,
      email: payer.email,
      name: payer.name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
  });
  const method = await createMethod(work, card);
  if (session.mode === 'setup') return setUp(work, session, method);
  if (session.mode === 'subscription') return subscribe(work, session, method, payer);
  return pay(work, session, method, payer);
}

/** What a session waited for has happened: it is complete, and told so. */
export async function completeSession(work: Work, session: Stored, properties: object): Promise<Submitted> {
  const complete = await change(work, session, { status: 'complete', _due: null, ...properties });
  await emit(work, 'checkout.session.completed', complete);
  return { done: true };
}

async function pay(work: Work, session: Stored, method: PaymentMethod, payer: Payer): Promise<Submitted> {
  const asked = session._payment as { readonly setup_future_usage?: string };
  const wanted = session.customer_creation === 'always' || asked.setup_future_usage !== undefined;
  const customer = await customerOf(work, session, wanted ? payer : null);
  const known =
    typeof session.payment_intent === 'string' ? await find(work, 'payment_intent', session.payment_intent) : null;
  const intent =
    known ??
    (await save(
      work,
      newIntent(work, {
        amount: session.amount_total,
        currency: session.currency,
        customer,
        payment_method: method.id,
        ...asked,
        _session: session.id,
      }),
    ));
  if (known === null) await emit(work, 'payment_intent.created', intent);
  const begun = await change(work, session, { payment_intent: intent.id, customer });
  const returnUrl = returnTo(work, session);
  const confirmed = await confirmIntent(
    work,
    { ...intent, payment_method: method.id },
    { offSession: false, returnUrl, errorOnAction: false },
  );
  if (confirmed.status === 'requires_action') return asks(confirmed);
  return completeSession(work, begun, { payment_status: 'paid' });
}

async function setUp(work: Work, session: Stored, method: PaymentMethod): Promise<Submitted> {
  const { customer } = session;
  const asked = session._setup as object;
  const known =
    typeof session.setup_intent === 'string' ? await find(work, 'setup_intent', session.setup_intent) : null;
  const intent =
    known ?? (await createSetup(work, { customer, payment_method: method.id, ...asked, _session: session.id }));
  const begun = await change(work, session, { setup_intent: intent.id });
  const confirmed = await confirmSetup(work, { ...intent, payment_method: method.id }, returnTo(work, session));
  if (confirmed.status === 'requires_action') return asks(confirmed);
  return completeSession(work, begun, {});
}

async function subscribe(work: Work, session: Stored, method: PaymentMethod, payer: Payer): Promise<Submitted> {
  const customer = await customerOf(work, session, payer);
  const attached = await attach(work, method, String(customer));
  const { data } = session._line_items as { readonly data: readonly SessionLine[] };
  const { metadata = {}, ...asked } = session._subscribe as { readonly metadata?: Readonly<Record<string, string>> };
  const params = new Params({
    items: data.map(({ price, quantity }) => ({ price: price.id, quantity: String(quantity) })),
    default_payment_method: attached.id,
    metadata,
    ...asked,
  });
  const holder = await find(work, 'customer', String(customer));
  const subscription = await createSubscription(work, params, holder, 'error_if_incomplete');
  const paid = subscription.status === 'trialing' ? 'no_payment_required' : 'paid';
  const invoice = subscription.latest_invoice;
  return completeSession(work, session, { customer, subscription: subscription.id, invoice, payment_status: paid });
}

/** The session's customer; where it has none, a new one for whom it is wanted. */
async function customerOf(work: Work, session: Stored, wanted: Payer | null): Promise<string | null> {
  if (typeof session.customer === 'string' || wanted === null) return session.customer as string | null;
  const customer = await save(work, { ...newCustomer(work), name: wanted.name, email: wanted.email });
  await emit(work, 'customer.created', customer);
  return customer.id;
}

const returnTo = ({ base }: Work, { id }: Stored) => `${base}/pay/${id}`;

function asks(intent: Stored): Submitted {
  const action = intent.next_action as { readonly redirect_to_url: { readonly url: string } };
  return { done: false, url: action.redirect_to_url.url };
}
