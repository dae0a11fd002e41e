import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeEach(async () => {
  market = await openMarket({ options: { work: false } });
});
afterEach(() => market.close());

const manage = (action: string, license_id: string, project_id?: string) =>
  market.call('acme-owner', 'manage_license', { action, license_id, ...(project_id && { project_id }) });

it('writes an attachment once, however often it is asked for', async () => {
  const row = () => market.db('licence').where({ id: 'lic_demo_seo' }).first();
  for (let times = 0; times < 2; times += 1) await manage('attach', 'lic_demo_seo', 'prj_demo_backoffice');
  expect(await row()).toMatchObject({ project_id: 'prj_demo_backoffice', attached_at: market.now(), row_version: 2 });
  for (let times = 0; times < 2; times += 1) await manage('detach', 'lic_demo_seo', 'prj_demo_backoffice');
  expect(await row()).toMatchObject({ project_id: null, attached_at: null, row_version: 3 });
});

it('lets one of two attach a licence to different projects', async () => {
  const answers = await market.race(`select 1 from licence where id = 'lic_demo_seo' for update`, [
    () => manage('attach', 'lic_demo_seo', 'prj_demo_backoffice'),
    () => manage('attach', 'lic_demo_seo', 'prj_demo_storefront'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('attaches nothing whose time is over, before anything has written so', async () => {
  await market.db('licence').where({ id: 'lic_demo_seo' }).update({ expires_at: market.now() });
  const { status, body } = await manage('attach', 'lic_demo_seo', 'prj_demo_backoffice');
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'LICENSE_UNUSABLE', error: expect.stringContaining('is expired') });
});

it('cancels a subscription at Stripe once, and leaves its licence good until the end of its period', async () => {
  const first = await manage('cancel', 'lic_demo_search');
  expect(first.body).toMatchObject({ status: 'active', cancels: true });
  expect((await manage('cancel', 'lic_demo_search')).body).toEqual(first.body);
  const { body } = await market.db('stripe_double.object').where({ id: 'sub_demo_search' }).first('body');
  expect(body).toMatchObject({ status: 'active', cancel_at_period_end: true });
  const updates = await market
    .db('stripe_double.object')
    .where({ type: 'event' })
    .whereRaw(`body->>'type' = 'customer.subscription.updated'`);
  expect(updates).toHaveLength(1);
});
