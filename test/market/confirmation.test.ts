import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { createMarketplace, type Marketplace } from '../../runtime/market/marketplace.js';
import { callOnce } from '../../runtime/testing/rounds.js';
import { poolSize } from '../store/pool-size.js';
import { Visit } from '../web/visit.js';
import { log, type Market, openMarket, secrets } from './market.js';

let market: Market;
/** A second process on the same database. */
let beside: Marketplace;
let besideUrl: string;

beforeAll(async () => {
  market = await openMarket();
  beside = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, log });
  besideUrl = (await beside.listen(0, '127.0.0.1')).url;
});

afterAll(async () => {
  await beside?.close();
  await market?.close();
});

type Action = 'accept' | 'decline' | 'cancel';
const identity = { name: 'test', version: '1' };
const elicitation = { capabilities: { elicitation: {} } };
const key = demoKey('acme-admin', '_ask');
const bearer = { requestInit: { headers: { authorization: `Bearer ${key}` } } };
const roleChange = (role: string) => ({ action: 'change_role', customer_id: 'cus_demo_acme_viewer', role });

interface Asked {
  readonly messages: readonly string[];
  readonly result: { readonly isError?: unknown; readonly structuredContent?: unknown; readonly _meta?: object };
}

/** The v2 library under 2026-07-28, which sends the call again by itself. */
async function askSecond(input: object, action: Action): Promise<Asked> {
  const messages: string[] = [];
  const client = new Client(identity, { ...elicitation, versionNegotiation: { mode: { pin: '2026-07-28' } } });
  client.setRequestHandler('elicitation/create', ({ params }) => {
    messages.push(params.message);
    return { action };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${market.url}/mcp`), bearer));
  const result = await client.callTool({ name: 'manage_org_member', arguments: input as Record<string, unknown> });
  await client.close();
  return { messages, result: result as Asked['result'] };
}

/** The v1 library in a session of 2025-11-25, which is asked while its call waits. */
async function askFirst(input: object, action: Action): Promise<Asked> {
  const messages: string[] = [];
  const client = new FirstClient(identity, elicitation);
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    messages.push(params.message);
    return { action };
  });
  const transport = new FirstTransport(new URL(`${market.url}/mcp`), bearer);
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  const result = await client.callTool({ name: 'manage_org_member', arguments: input as Record<string, unknown> });
  await client.close();
  return { messages, result: result as Asked['result'] };
}

const roleOf = async () =>
  (
    await market
      .db('membership')
      .where({ organization_id: 'org_demo_acme', customer_id: 'cus_demo_acme_viewer' })
      .first()
  ).role;

describe.each([
  ['2026-07-28', askSecond],
  ['2025-11-25 with a session', askFirst],
])('a client that can ask, %s', (_, ask) => {
  test('puts the question to its person, and an accepted call is done', async () => {
    const { messages, result } = await ask(roleChange('billing'), 'accept');
    expect(result.structuredContent).toMatchObject({ customer_id: 'cus_demo_acme_viewer', role: 'billing' });
    expect(messages).toEqual([
      expect.stringContaining('Organizations: Manage members, change_role in organization Acme (org_demo_acme).'),
    ]);
    expect(messages[0]).toContain('customer: cus_demo_acme_viewer; role: billing');
    await market
      .db('membership')
      .where({ customer_id: 'cus_demo_acme_viewer', role: 'billing' })
      .update({ role: 'viewer' });
  });

  test.each(['decline', 'cancel'] as const)('and after %s nothing is', async (action) => {
    const { messages, result } = await ask(roleChange('developer'), action);
    expect([messages.length, result.isError, result._meta]).toMatchObject([
      1,
      true,
      { error: { error: 'The person declined.', code: 'DECLINED' } },
    ]);
    expect(await roleOf()).toBe('viewer');
  });
});

describe('several processes', () => {
  const call = async (url: string, input: object) => {
    const response = await fetch(`${url}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'manage_org_member', arguments: input }),
    });
    return {
      status: response.status,
      body: (await response.json()) as { code?: string; url: string; expires_at?: string },
    };
  };

  test('asked by one, approved at another, passed by a third request once', async () => {
    const input = roleChange('developer');
    const asked = await call(market.url, input);
    const path = new URL(asked.body.url).pathname;
    expect(new URL((await call(besideUrl, input)).body.url).pathname).toBe(path);
    const person = new Visit(besideUrl);
    await person.signIn('acme-admin');
    await person.post(path, { token: await person.token(path), decision: 'approved' });
    // Two at the same moment, one at each: one agreement.
    const both = await Promise.all([call(market.url, input), call(besideUrl, input)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a state sealed by one opens at another, once', async () => {
    const sent = { tool: 'manage_org_member', arguments: roleChange('billing'), key };
    const { round } = await callOnce(market.url, sent);
    const replies = Object.fromEntries((round?.asked ?? []).map((question) => [question.key, { action: 'accept' }]));
    const again = { state: round?.state ?? '', replies };
    const both = await Promise.all([callOnce(besideUrl, sent, again), callOnce(market.url, sent, again)]);
    expect(both.map(({ outcome }) => outcome?.error?.code ?? 'ok').sort()).toEqual(['INVALID_REQUEST_STATE', 'ok']);
  });
});

describe('a purchase that is asked about', () => {
  const items = [
    { package: 'forge/checkout-booster', quantity: 2, project_id: 'prj_demo_storefront' },
    { package: 'forge/seo-kit' },
    { package: 'forge/legacy-import' },
  ];
  const input = { items, coupon: 'WELCOME10' };

  test('says where, what becomes of each item and what it costs, to whoever asks the person', async () => {
    const { body } = await market.call('acme-owner', 'purchase_and_install_packages', input, '_ask');
    expect(body.summary.split('\n')).toEqual([
      'Orders: Buy and install packages in organization Acme (org_demo_acme).',
      '- items:',
      '  - package forge/checkout-booster, quantity 2, project prj_demo_storefront: will be begun, and ends later',
      '  - package forge/seo-kit, quantity 1: will be begun, and ends later',
      '  - package forge/legacy-import: cannot be done: forge/legacy-import cannot be bought right now: The vendor has withdrawn it.',
      '- total: 105.84 GBP',
      '- projects: project prj_demo_storefront',
      'With coupon: WELCOME10.',
    ]);
  });

  test('and the same on the page, without a word for programs', async () => {
    const { body } = await market.call('acme-owner', 'purchase_and_install_packages', input, '_ask');
    const person = new Visit(market.url);
    await person.signIn('acme-owner');
    const html = await (await person.send(new URL(body.url).pathname)).text();
    expect(html).toContain(
      '<li><span class="name">items</span><ul><li>package forge/checkout-booster, quantity 2, project prj_demo_storefront: will be begun, and ends later</li>',
    );
    expect(html).toContain('<li><span class="name">total</span> 105.84 GBP</li>');
    expect(html).toContain('<li><span class="name">coupon</span> <code>WELCOME10</code></li>');
    expect(html).not.toMatch(/[{}]|&quot;|null/);
  });

  test('of a cart shows its positions', async () => {
    await market.succeed('acme-owner', 'add_to_cart', { package: 'forge/checkout-booster' });
    const { body } = await market.call('acme-owner', 'place_order_with_saved_method', {}, '_ask');
    await market.succeed('acme-owner', 'remove_from_cart', { package: 'forge/checkout-booster' });
    expect(body.summary.split('\n')).toEqual([
      'Orders: Place the order in organization Acme (org_demo_acme).',
      '- status: pending',
      '- payment method: pm_demo_visa',
      '- lines: package forge/checkout-booster, title "Checkout Booster", quantity 1, unit 49.00 GBP, total 49.00 GBP, discount 0.00 GBP, tax 9.80 GBP',
      '- subtotal: 49.00 GBP',
      '- discount: 0.00 GBP',
      '- tax: 9.80 GBP',
      '- total: 58.80 GBP',
    ]);
  });
});
