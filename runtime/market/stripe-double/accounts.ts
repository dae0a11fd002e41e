import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, newStripeId, type Stored, save, type Work } from './work.js';

/** What Stripe asks of an express account before it may take money. */
const ASKED = [
  'business_type',
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
];

/** https://docs.stripe.com/api/accounts and https://docs.stripe.com/api/account_links */
export const accounts: Readonly<Record<string, Handler>> = {
  async 'POST /v1/accounts'(work, params) {
    const account = await save(work, requested(work, params));
    await emit(work, 'account.updated', account);
    return account;
  },
  'GET /v1/accounts/:id': (work, _, [id = '']) => findAccount(work, id),
  async 'POST /v1/accounts/:id'(work, params, [id = '']) {
    const before = await findAccount(work, id);
    const account = await change(work, before, {
      ...params.kept('email', 'business_profile', 'business_type'),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
    await emit(work, 'account.updated', account);
    return account;
  },
  async 'DELETE /v1/accounts/:id'(work, _, [id = '']) {
    await findAccount(work, id);
    return save(work, { id, object: 'account', deleted: true });
  },
  'GET /v1/accounts': (work, params) => list(work, params, { kind: 'account', url: '/v1/accounts' }),
  async 'POST /v1/account_links'(work, params) {
    const account = await findAccount(work, params.required('account'), 'account');
    const type = params.one('type', ['account_onboarding', 'account_update']) ?? params.required('type');
    const [refresh, back] = [params.required('refresh_url'), params.required('return_url')];
    params.inside('collection_options');
    const id = newStripeId('acl');
    const expires_at = work.now + 300;
    await save(work, {
      id,
      object: 'account_link',
      account: account.id,
      type,
      expires_at,
      _refresh: refresh,
      _return: back,
    });
    return {
      object: 'account_link',
      created: work.now,
      expires_at,
      url: `${work.base}/onboarding/${account.id}/${id}`,
    };
  },
};

/** Stripe does not say whether an account that is not ours exists. */
export async function findAccount({ db }: Work, id: string, param?: string): Promise<Stored> {
  const row = await db('stripe_double.object').where({ id, type: 'account' }).first('body');
  if (row !== undefined && row.body.deleted !== true) return row.body;
  if (param !== undefined) throw new StripeDoubleError(`No such account: '${id}'`, { code: 'resource_missing', param });
  throw new StripeDoubleError(
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { status: 403, code: 'account_invalid' },
  );
}

/** An account as it is asked for. */
function requested(work: Work, params: Params): Stored {
  const type = params.one('type', ['express', 'standard', 'custom']);
  const controller = params.inside('controller')?.kept('fees', 'losses', 'requirement_collection', 'stripe_dashboard');
  if (type !== undefined && controller !== undefined) {
    throw new StripeDoubleError(
      'You may not provide the `type` parameter and `controller` parameters simultaneously.',
      { param: 'controller' },
    );
  }
  const wanted = params.inside('capabilities');
  const capabilities = ['card_payments', 'transfers'].filter(
    (name) => wanted?.inside(name)?.flag('requested') === true,
  );
  const made = newAccount(work);
  return {
    ...made,
    ...params.kept('business_profile', 'business_type', 'email'),
    capabilities: Object.fromEntries(capabilities.map((name) => [name, 'inactive'])),
    controller: { ...(made.controller as object), ...controller },
    country: params.text('country') ?? 'GB',
    default_currency: params.text('default_currency') ?? 'gbp',
    metadata: params.metadata(),
    type: type ?? 'express',
  };
}

/** An express account of which nothing is known yet. */
export function newAccount(work: Work): Stored {
  return {
    id: newStripeId('acct', 16),
    object: 'account',
    business_profile: null,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller: {
      fees: { payer: 'application_express' },
      is_controller: true,
      losses: { payments: 'application' },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: 'express' },
      type: 'application',
    },
    country: 'GB',
    created: work.now,
    default_currency: 'gbp',
    details_submitted: false,
    email: null,
    external_accounts: { object: 'list', data: [], has_more: false, url: '/v1/accounts/external_accounts' },
    metadata: {},
    payouts_enabled: false,
    requirements: requirements(ASKED),
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'express',
  };
}

function requirements(asked: readonly string[]): object {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: asked,
    disabled_reason: asked.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: asked,
    past_due: asked,
    pending_verification: [],
  };
}

/** What Stripe says of an account whose owner has told everything. */
export function onboarded(account: Stored, now: number): object {
  const capabilities = Object.keys(account.capabilities as object);
  return {
    business_type: 'individual',
    capabilities: Object.fromEntries(capabilities.map((name) => [name, 'active'])),
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
    requirements: requirements([]),
    tos_acceptance: { date: now, ip: null, user_agent: null },
  };
}

/** Its owner has told everything, or left the form with a part of it told. */
export async function completeOnboarding(work: Work, account: Stored, whole: boolean): Promise<Stored> {
  const told = whole
    ? onboarded(account, work.now)
    : { business_type: 'individual', requirements: requirements(ASKED.filter((name) => name !== 'business_type')) };
  const updated = await change(work, account, told);
  await emit(work, 'account.updated', updated, {
    charges_enabled: account.charges_enabled,
    details_submitted: account.details_submitted,
    payouts_enabled: account.payouts_enabled,
  });
  return updated;
}
