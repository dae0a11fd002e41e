import { findAccount } from './accounts.js';
import { currencyOf, shownAmount } from './amounts.js';
import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, findAll, newStripeId, refuse, type Stored, save, type Work } from './work.js';

/** https://docs.stripe.com/api/transfers and https://docs.stripe.com/api/transfer_reversals */
export const transfers: Readonly<Record<string, Handler>> = {
  async 'POST /v1/transfers'(work, params) {
    const currency = currencyOf(params.required('currency'));
    const amount = params.requiredInteger('amount');
    if (amount < 1) throw invalidAmount();
    const destination = await findAccount(work, params.required('destination'), 'destination');
    if ((destination.capabilities as Record<string, string>).transfers !== 'active') {
      refuse(
        'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
        'insufficient_capabilities_for_transfer',
      );
    }
    const source = params.text('source_transaction') || null;
    const group = await checkSource(work, source, amount, currency);
    const made = newTransfer(work, {
      amount,
      currency,
      destination: destination.id,
      metadata: params.metadata(),
      source_transaction: source,
      transfer_group: params.text('transfer_group') || group,
      ...params.kept('description'),
    });
    const transfer = await save(work, made);
    await emit(work, 'transfer.created', transfer);
    return transfer;
  },
  'GET /v1/transfers/:id': (work, _, [id = '']) => find(work, 'transfer', id),
  'GET /v1/transfers': (work, params) => {
    const [destination, transfer_group] = [params.text('destination'), params.text('transfer_group')];
    const having = { ...(destination && { destination }), ...(transfer_group && { transfer_group }) };
    return list(work, params, { kind: 'transfer', url: '/v1/transfers', having });
  },
  'POST /v1/transfers/:id/reversals': async (work, params, [id = '']) =>
    reverse(work, params, await find(work, 'transfer', id)),
  'GET /v1/transfers/:id/reversals': async (work, params, [id = '']) => {
    await find(work, 'transfer', id);
    const url = `/v1/transfers/${id}/reversals`;
    return list(work, params, { kind: 'transfer_reversal', url, having: { transfer: id } });
  },
};

/** A transfer as it begins, with these properties. */
export function newTransfer(
  work: Work,
  properties: { readonly [key: string]: unknown; readonly id?: unknown },
): Stored {
  const id = String(properties.id ?? newStripeId('tr'));
  return {
    object: 'transfer',
    amount_reversed: 0,
    balance_transaction: newStripeId('txn'),
    created: work.now,
    description: null,
    destination_payment: newStripeId('py'),
    livemode: false,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_type: 'card',
    ...properties,
    id,
  };
}

async function reverse(work: Work, params: Params, transfer: Stored): Promise<Stored> {
  const currency = String(transfer.currency);
  const left = Number(transfer.amount) - Number(transfer.amount_reversed);
  const amount = params.integer('amount') ?? left;
  if (left === 0) refuse(`Transfer ${transfer.id} has already been fully reversed.`, 'transfer_already_reversed');
  if (amount < 1) throw invalidAmount();
  if (amount > left) {
    const amounts = `(${shownAmount(amount, currency)}) is greater than the unreversed amount on transfer (${shownAmount(left, currency)})`;
    refuse(`Transfer reversal amount ${amounts}`, undefined, 'amount');
  }
  const reversal = await save(work, {
    id: newStripeId('trr'),
    object: 'transfer_reversal',
    amount,
    balance_transaction: newStripeId('txn'),
    created: work.now,
    currency,
    destination_payment_refund: newStripeId('pyr'),
    metadata: params.metadata(),
    source_refund: null,
    transfer: transfer.id,
  });
  const amount_reversed = Number(transfer.amount_reversed) + amount;
  const { data, ...rest } = transfer.reversals as { readonly data: readonly Stored[] };
  const reversed = await change(work, transfer, {
    amount_reversed,
    reversed: amount_reversed === transfer.amount,
    reversals: { ...rest, data: [reversal, ...data] },
  });
  await emit(work, 'transfer.reversed', reversed, { amount_reversed: transfer.amount_reversed });
  return reversal;
}

/** Of one charge no more can be passed on than it brought. Returns its group. */
async function checkSource(
  work: Work,
  source: string | null,
  amount: number,
  currency: string,
): Promise<string | null> {
  if (source === null) return null;
  const charge = await find(work, 'charge', source, 'source_transaction');
  if (charge.status !== 'succeeded') refuse(`The charge ${source} was not paid.`, undefined, 'source_transaction');
  if (charge.currency !== currency) {
    refuse(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
      undefined,
      'currency',
    );
  }
  const earlier = await findAll(work, 'transfer', { source_transaction: source });
  const passed = earlier.reduce((sum, each) => sum + Number(each.amount) - Number(each.amount_reversed), 0);
  const left = Number(charge.amount) - passed;
  if (amount > left) {
    refuse(
      `Cannot use part of the charge as the source_transaction: the transfer amount (${shownAmount(amount, currency)}) must not exceed what is left of it (${shownAmount(left, currency)}).`,
      'balance_insufficient',
    );
  }
  return (charge.transfer_group as string | null) ?? null;
}

function invalidAmount(): StripeDoubleError {
  return new StripeDoubleError('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
}
