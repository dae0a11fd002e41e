import { checkAmount, currencyOf } from './amounts.js';
import { REAL_TIME } from './keep-time.js';
import type { Params } from './params.js';
import { type Price, priceOf } from './prices.js';
import { find, findLive, newStripeId, refuse, type Stored, save, type Work } from './work.js';

const DAY = 86_400;
const MODES = ['payment', 'setup', 'subscription'] as const;

/** One thing on the page. */
export interface SessionLine extends Stored {
  readonly description: string;
  readonly amount_total: number;
  readonly currency: string;
  readonly price: Price;
  readonly quantity: number;
  readonly [key: string]: unknown;
}

/** A page that somebody is to be sent to. */
export async function createSession(work: Work, params: Params): Promise<Stored> {
  const mode = params.one('mode', MODES) ?? params.required('mode');
  const success = urlOf(params, 'success_url');
  const customer = params.text('customer') || null;
  if (customer !== null) await findLive(work, 'customer', customer, 'customer');
  const id = newStripeId('cs_test', 58);
  const lines = await linesOf(work, params);
  checkLines(mode, lines);
  const total = lines.reduce((sum, { amount_total }) => sum + amount_total, 0);
  const asked = params.text('currency');
  const currency = lines[0]?.currency ?? (asked ? currencyOf(asked) : null);
  if (mode === 'payment') checkAmount(total, String(currency));
  const expires_at = params.integer('expires_at') ?? work.now + DAY;
  if (expires_at < work.now + DAY / 48 || expires_at > work.now + DAY) {
    refuse(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      undefined,
      'expires_at',
    );
  }
  params.texts('allowed_payment_method_types');
  params.kept('payment_method_collection', 'saved_payment_method_options', 'automatic_tax', 'ui_mode');
  return save(work, {
    id,
    object: 'checkout.session',
    amount_subtotal: mode === 'setup' ? null : total,
    amount_total: mode === 'setup' ? null : total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: params.text('cancel_url') ? urlOf(params, 'cancel_url') : null,
    client_reference_id: null,
    client_secret: null,
    created: work.now,
    currency,
    customer_creation: mode === 'payment' ? 'if_required' : null,
    customer_details: null,
    customer_email: null,
    invoice: null,
    livemode: false,
    locale: null,
    submit_type: null,
    ...params.kept(
      'billing_address_collection',
      'client_reference_id',
      'customer_creation',
      'customer_email',
      'locale',
      'submit_type',
    ),
    customer,
    expires_at,
    metadata: params.metadata(),
    mode,
    payment_intent: null,
    payment_method_types: ['card'],
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    setup_intent: null,
    status: 'open',
    subscription: null,
    success_url: success,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted',
    _line_items: { object: 'list', data: lines, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` },
    _payment: keptData(
      params,
      'payment_intent_data',
      'description',
      'receipt_email',
      'setup_future_usage',
      'statement_descriptor',
      'statement_descriptor_suffix',
      'transfer_group',
      'capture_method',
    ),
    _setup: keptData(params, 'setup_intent_data', 'description'),
    _subscribe: keptData(params, 'subscription_data', 'description', 'trial_end', 'trial_period_days'),
    _due: expires_at,
    _clock: REAL_TIME,
  });
}

/** What is to become of what the session makes. */
function keptData(params: Params, name: string, ...names: readonly string[]): object {
  const given = params.inside(name);
  return given ? { ...given.kept(...names), metadata: given.metadata() } : {};
}

async function linesOf(work: Work, params: Params): Promise<readonly SessionLine[]> {
  const lines: SessionLine[] = [];
  for (const each of params.each('line_items')) {
    const price = await priceOf(work, each);
    const quantity = each.integer('quantity') ?? 1;
    const product = await find(work, 'product', price.product);
    const amount = price.unit_amount * quantity;
    lines.push({
      id: newStripeId('li'),
      object: 'item',
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: String(product.name),
      price,
      quantity,
    });
  }
  return lines;
}

function checkLines(mode: string, lines: readonly SessionLine[]): void {
  if (mode === 'setup' && lines.length > 0)
    refuse('You can not pass `line_items` in `setup` mode.', undefined, 'line_items');
  if (mode !== 'setup' && lines.length === 0)
    refuse('Missing required param: line_items.', 'parameter_missing', 'line_items');
  const recurring = lines.some(({ price }) => price.recurring !== null);
  if (mode === 'payment' && recurring) {
    refuse(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      undefined,
      'line_items',
    );
  }
  if (mode === 'subscription' && !recurring) {
    refuse(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      undefined,
      'line_items',
    );
  }
  if (new Set(lines.map(({ currency }) => currency)).size > 1) {
    refuse('All prices on the same page must have the same currency.', undefined, 'line_items');
  }
}

function urlOf(params: Params, name: string): string {
  const url = params.required(name);
  if (URL.canParse(url) && /^https?:/.test(url)) return url;
  return refuse('Not a valid URL', 'url_invalid', name);
}
