import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitEvent } from '../../../runtime/market/webhooks/events.js';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';
import { answer, openReceiver, type Receiver } from './receiver.js';

let market: Market;
let receiver: Receiver;
let browser: Browser;
let endpoint: string;

beforeAll(async () => {
  [receiver, browser] = await Promise.all([openReceiver(), launchBrowser()]);
  const outside = { aliases: { 'https://hooks.example': receiver.origin }, allowed: [receiver.origin] };
  market = await openMarket({ options: { outside } });
  const added = await market.succeed('forge-vendor', 'add_webhook_endpoint', {
    vendor_id: 'ven_demo_forge',
    url: 'https://hooks.example/a-rather-long-path/that-goes-on-for-a-while/so-that-it-has-to-break?somewhere=in-the-middle',
    events: ['order.paid', 'order.refunded', 'subscription.payment_failed'],
    description: '<b>Sales</b>',
  });
  endpoint = added.endpoint_id;
  receiver.answers.push(answer(410));
  await emitEvent(market.db, { organizationId: 'org_demo_forge', type: 'order.paid', data: {}, now: market.now() });
  await ended('failed');
  await market.succeed('forge-vendor', 'update_webhook_endpoint', { endpoint_id: endpoint, enabled: true });
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
  await receiver?.close();
});

const deliveries = () => market.db('webhook_delivery').where({ endpoint_id: endpoint }).orderBy('created_at');
const ended = (status: string) =>
  market.eventually(async () => expect(await deliveries().where({ status })).toHaveLength(1));

async function open(principal: string, look: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: market.url, ...look });
  const page = await context.newPage();
  await page.goto('/account/webhooks');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/webhooks');
  return page;
}

describe('the page of webhooks', () => {
  it('shows an endpoint and what became of its deliveries, and sends one again', async () => {
    const page = await open('forge-vendor');
    const card = page.locator('.endpoint', { hasText: endpoint });
    expect(await card.locator('.kicker').textContent()).toBe('<b>Sales</b>');
    await card.locator('summary').click();
    expect(await card.locator('ol li').textContent()).toMatch(/: It answered 410: it is gone for good\.$/);
    await card.getByRole('button', { name: 'Send again' }).click();
    await page.waitForURL('**/account/webhooks?sent');
    expect(await page.getByRole('status').textContent()).toContain('Asked for.');
    await ended('delivered');
    const [first, again] = await deliveries();
    expect(again).toMatchObject({ event_id: first.event_id, endpoint_id: endpoint, attempts: 1 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([first.event_id, first.event_id]);
  });

  it.each(Object.keys(looks))('is readable in %s', async (look) => {
    const page = await open('forge-vendor', looks[look]);
    for (const summary of await page.locator('main summary').all()) await summary.click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const folder = process.env.TOOLWRIGHT_SCREENSHOTS;
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `webhooks-${look}.png`), fullPage: true });
    }
  });

  it('shows nobody another organization’s, nor a viewer anything', async () => {
    await market
      .db('vendor')
      .insert({ id: 'ven_acme', organization_id: 'org_demo_acme', name: 'Acme', status: 'approved' });
    for (const principal of ['acme-viewer', 'acme-billing', 'globex-owner', 'staff', 'acme-owner']) {
      const visit = new Visit(market.url);
      await visit.signIn(principal);
      const body = await (await visit.send('/account/webhooks')).text();
      expect(body).not.toContain('Forge');
      expect(body.includes('No endpoint yet')).toBe(['globex-owner', 'acme-owner'].includes(principal));
    }
  });

  it('sends nothing again for a stranger, without a token, or to an endpoint that is disabled', async () => {
    const [{ id: delivery }] = await deliveries();
    const before = await market.db('webhook_delivery').count();
    const owner = new Visit(market.url);
    await owner.signIn('forge-vendor');
    const token = await owner.token('/account/');
    const form = { delivery, organization: 'org_demo_forge' };
    const resend = '/account/webhooks/resend';
    expect((await owner.post(resend, form)).status).toBe(403);
    expect((await owner.post(resend, { ...form, token, delivery: 'whd_demo_portal' })).status).toBe(409);
    expect((await owner.post(resend, { ...form, token, delivery: 'whd_none' })).status).toBe(409);

    const stranger = new Visit(market.url);
    await stranger.signIn('globex-owner');
    const own = await stranger.token('/account/');
    expect((await stranger.post(resend, { ...form, token: own })).status).toBe(404);
    expect((await stranger.post(resend, { ...form, token: own, organization: 'org_demo_globex' })).status).toBe(409);
    expect(await market.db('webhook_delivery').count()).toEqual(before);
  });
});
