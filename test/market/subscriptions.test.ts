import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { createMarketplace, type Marketplace } from '../../runtime/market/marketplace.js';
import { setSwitch } from '../../runtime/store/postgres/switches.js';
import { libraries } from '../../runtime/testing/client-libraries.js';
import { listenThrough } from '../../runtime/testing/subjects/listening.js';
import { poolSize } from '../store/pool-size.js';
import { log, type Market, openMarket, secrets } from './market.js';

let market: Market;
let other: Marketplace;
let elsewhere: string;
beforeAll(async () => {
  market = await openMarket();
  other = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, log });
  elsewhere = `${(await other.listen(0, '127.0.0.1')).url}/mcp`;
});
afterAll(async () => {
  await other?.close();
  await market?.close();
});

const auth = 'market://projects/prj_demo_storefront/auth.json';
const key = (principal: string) => demoKey(principal, '');

describe.each(libraries)('%s at another process', (library) => {
  test('is told of a change once it is committed, in its own tenant alone', async () => {
    const stranger = await listenThrough('client (2026-07-28)', elsewhere, { key: key('globex-owner'), uris: [auth] });
    const viewer = await listenThrough('client (2026-07-28)', elsewhere, { key: key('acme-viewer'), uris: [auth] });
    const developer = await listenThrough(library, elsewhere, { key: key('acme-developer'), uris: [auth] });
    const tools = { project_id: 'prj_demo_storefront' };
    await market.call('acme-owner', 'rotate_credentials', { project_id: 'prj_demo_missing' });
    await market.succeed('acme-owner', 'rotate_credentials', tools);
    await developer.heard(auth);
    expect([developer.told, viewer.told, stranger.told]).toEqual([[auth], [], []]);
    await Promise.all([developer.close(), viewer.close(), stranger.close()]);
  });

  test('is told that its lists are others when its role is another, and not by what it calls itself', async () => {
    const wish = { key: key('acme-developer'), uris: [] };
    const developer = await listenThrough(library, elsewhere, wish);
    await market.succeed('acme-developer', 'set_active_org', { org_id: 'org_demo_acme' });
    const membership = () =>
      market.db('membership').where({ customer_id: 'cus_demo_acme_developer', organization_id: 'org_demo_acme' });
    await membership().update({ role: 'viewer' });
    await developer.heard('tools');
    await developer.heard('resources');
    expect(developer.told).toEqual(['tools', 'resources']);
    await developer.close();
    await membership().update({ role: 'developer' });
  });

  test('is told that its lists may be others when an operator turns a switch', async () => {
    const viewer = await listenThrough(library, elsewhere, { key: key('acme-viewer'), uris: [] });
    await setSwitch(market.db, 'tool:whoami', false);
    await Promise.all(['tools', 'resources', 'prompts'].map((list) => viewer.heard(list)));
    await setSwitch(market.db, 'tool:whoami', true);
    await viewer.close();
  });
});

describe('a session of 2025-11-25', () => {
  test('subscribes to what its caller may read, and to nothing else', async () => {
    const subscribe = (principal: string, uri: string) =>
      listenThrough('sdk (2025-11-25)', elsewhere, { key: key(principal), uris: [uri] }).then(({ close }) => close());
    await expect(subscribe('acme-viewer', auth)).rejects.toThrow("You may not call 'market://projects");
    await expect(subscribe('acme-viewer', 'market://nowhere')).rejects.toThrow('Unknown resource: market://nowhere');
    await expect(subscribe('acme-viewer', 'market://roles')).rejects.toThrow('Changes of market://roles are not told');
  });
});
