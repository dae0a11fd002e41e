import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
let stripe: Stripe;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
});
afterAll(() => opened.close());

const asked: Stripe.AccountCreateParams = {
  country: 'GB',
  email: 'vendor@example.com',
  controller: {
    fees: { payer: 'application' },
    losses: { payments: 'application' },
    stripe_dashboard: { type: 'express' },
  },
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  metadata: { vendor_id: 'ven_1' },
};

test('a new account may nothing until its owner has been through a link', async () => {
  const account = await stripe.accounts.create(asked);
  expect(account).toMatchObject({
    object: 'account',
    country: 'GB',
    email: 'vendor@example.com',
    charges_enabled: false,
    payouts_enabled: false,
    details_submitted: false,
    capabilities: { card_payments: 'inactive', transfers: 'inactive' },
    metadata: { vendor_id: 'ven_1' },
  });
  expect(account.id).toMatch(/^acct_/);
  expect(account.requirements?.currently_due).not.toEqual([]);
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({ id: account.id, type: account.type });
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'https://market.example.com/again',
    return_url: 'https://market.example.com/back',
  });
  expect(link).toMatchObject({ object: 'account_link', url: expect.stringMatching(/^https?:/) });
  const request = stripe.transfers.create({ amount: 500, currency: 'gbp', destination: account.id });
  expect(await failureOf(request)).toMatchObject({
    statusCode: 400,
    code: 'insufficient_capabilities_for_transfer',
  });
});

test('an account of somebody else is as good as none', async () => {
  expect(await failureOf(stripe.accounts.retrieve('acct_nobody'))).toMatchObject({
    type: 'StripePermissionError',
    statusCode: 403,
    code: 'account_invalid',
  });
  const request = stripe.transfers.create({ amount: 500, currency: 'gbp', destination: 'acct_nobody' });
  expect(await failureOf(request)).toMatchObject({ code: 'resource_missing', param: 'destination' });
});
