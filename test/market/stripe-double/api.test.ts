import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, openDoubleInTest } from '../stripe/open.js';

let opened: Awaited<ReturnType<typeof openDoubleInTest>>;
let url: string;
let secretKey: string;
beforeAll(async () => {
  opened = await openDoubleInTest();
  ({ url, secretKey } = opened.double);
});
afterAll(() => opened.close());

async function send(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const authorization = `Bearer ${secretKey}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization, ...type, ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('a path that Stripe has not, or the double does not know, is an error in its words', async () => {
  const { status, body } = await send('GET', '/v1/unicorns');
  expect(status).toBe(404);
  expect(body).toEqual({
    error: {
      type: 'invalid_request_error',
      message: expect.stringMatching(/^Unrecognized request URL \(GET: \/v1\/unicorns\)\./),
    },
  });
  expect((await send('DELETE', '/v1/charges/ch_1')).status).toBe(404);
  expect(await failureOf(opened.stripe.balance.retrieve())).toMatchObject({ statusCode: 404 });
});

test.each(['', 'Bearer', 'Bearer sk_test_wrong', 'Basic c2s6'])('without its key nobody gets in: %j', async (given) => {
  const { status, body } = await send('GET', '/v1/customers', { authorization: given });
  expect(status).toBe(401);
  expect(body.error).toMatchObject({ type: 'invalid_request_error', message: expect.stringMatching(/API [Kk]ey/) });
});

test('a refused key is not told whole', async () => {
  const { body } = await send('GET', '/v1/customers', { authorization: 'Bearer sk_test_0123456789abcdef' });
  expect(body.error.message).toBe('Invalid API Key provided: sk_test_************cdef');
});

describe('an idempotency key', () => {
  const create = (key: string, body: string) => send('POST', '/v1/customers', { 'idempotency-key': key }, body);

  test('has one answer, and one customer', async () => {
    const first = await create('key-1', 'name=Acme');
    const second = await create('key-1', 'name=Acme');
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await send('GET', '/v1/events?type=customer.created')).body.data).toHaveLength(1);
  });

  test('refuses other parameters, and another path', async () => {
    await create('key-2', 'name=Acme');
    const changed = await create('key-2', 'name=Globex');
    expect(changed.status).toBe(400);
    expect(changed.body.error).toMatchObject({
      type: 'idempotency_error',
      message: expect.stringContaining("other than 'key-2'"),
    });
    expect((await send('POST', '/v1/products', { 'idempotency-key': 'key-2' }, 'name=Acme')).status).toBe(400);
  });

  test('keeps a declined payment, and not what was badly asked', async () => {
    const pay = (body: string) => send('POST', '/v1/payment_intents', { 'idempotency-key': 'key-3' }, body);
    expect((await pay('amount=500')).status).toBe(400);
    const declined = 'amount=500&currency=gbp&confirm=true&payment_method=pm_card_chargeDeclined';
    const first = await pay(declined);
    expect(first.status).toBe(402);
    expect(first.body.error).toMatchObject({
      code: 'card_declined',
      decline_code: 'generic_decline',
      type: 'card_error',
    });
    expect((await pay(declined)).body).toEqual(first.body);
  });

  test('in use answers 409', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('key-4', 'name=Racer')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => ![200, 409].includes(status))).toEqual([]);
    const ids = answers.filter(({ status }) => status === 200).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(1);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.error).toMatchObject({ type: 'idempotency_error', code: 'idempotency_key_in_use' });
    }
  });
});

test('what is too long, or no form, is refused', async () => {
  expect((await send('POST', '/v1/customers', {}, `name=${'x'.repeat(1_100_000)}`)).status).toBe(413);
  expect((await send('POST', '/v1/customers', {}, 'address=here&name[x]=y')).status).toBe(400);
  expect((await send('GET', '/v1/customers?limit=0')).body.error.param).toBe('limit');
  expect((await send('GET', '/v1/customers?starting_after=cus_no')).body.error.code).toBe('resource_missing');
  const { id } = (await send('POST', '/v1/customers', {}, 'name=a')).body;
  expect((await send('GET', `/v1/customers/${id}?expand[]=nothing`)).body.error).toMatchObject({ param: 'expand' });
});

test('what is the double’s own is never told', async () => {
  const { body } = await send(
    'POST',
    '/v1/payment_methods/pm_card_visa/attach',
    {},
    `customer=${(await send('POST', '/v1/customers', {}, 'name=a')).body.id}`,
  );
  expect(Object.keys(body).filter((key) => key.startsWith('_'))).toEqual([]);
  const { body: events } = await send('GET', '/v1/events');
  expect(JSON.stringify(events)).not.toMatch(/"_\w/);
});

test('a connected account of the demo takes transfers out of a charge, no more than it brought, and gives them back', async () => {
  const { transfers, paymentIntents } = opened.stripe;
  const { latest_charge } = await paymentIntents.create({
    amount: 1000,
    currency: 'gbp',
    customer: 'cus_demo_acme',
    payment_method: 'pm_demo_visa',
    off_session: true,
    confirm: true,
    transfer_group: 'ord_9',
  });
  const part = { currency: 'gbp', destination: 'acct_demo_forge', source_transaction: String(latest_charge) };
  const transfer = await transfers.create({ ...part, amount: 900, metadata: { order_id: 'ord_9' } });
  expect(transfer).toMatchObject({
    object: 'transfer',
    amount: 900,
    destination: 'acct_demo_forge',
    transfer_group: 'ord_9',
    reversed: false,
    metadata: { order_id: 'ord_9' },
  });
  expect(await failureOf(transfers.create({ ...part, amount: 101 }))).toMatchObject({ code: 'balance_insufficient' });
  const reversal = await transfers.createReversal(transfer.id, { amount: 400 });
  expect(reversal).toMatchObject({ object: 'transfer_reversal', amount: 400, transfer: transfer.id });
  expect(await failureOf(transfers.createReversal(transfer.id, { amount: 501 }))).toMatchObject({ param: 'amount' });
  await transfers.createReversal(transfer.id);
  expect(await transfers.retrieve(transfer.id)).toMatchObject({ amount_reversed: 900, reversed: true });
  expect((await transfers.listReversals(transfer.id)).data.map(({ amount }) => amount)).toEqual([500, 400]);
});
