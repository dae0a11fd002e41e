import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitEvent } from '../../../runtime/market/webhooks/events.js';
import type { HostAddress } from '../../../runtime/outside/target.js';
import { type Market, openMarket } from '../market.js';

/** What names resolve to, in the order in which they are asked. */
const names = new Map<string, string[]>();
const lookup = async (host: string): Promise<readonly HostAddress[]> => {
  const addresses = names.get(host) ?? [];
  const address = addresses.length > 1 ? addresses.shift() : addresses[0];
  return address === undefined ? [] : [{ address, family: 4 }];
};

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { outside: { lookup } } });
});
afterAll(() => market.close());

const add = (url: string) =>
  market.call('forge-vendor', 'add_webhook_endpoint', { vendor_id: 'ven_demo_forge', url, events: ['order.paid'] });

describe('an endpoint', () => {
  it.each([
    ['http://hooks.example/', 'Only https addresses are reached from here. Give one that begins with https://.'],
    ['ftp://hooks.example/', 'Only https addresses are reached from here. Give one that begins with https://.'],
    ['https://me:pw@hooks.example/', 'The address holds a user name or a password. Leave them out.'],
    ['https://10.0.0.1/', '10.0.0.1 is not on the public internet. Give an address that everybody can reach.'],
    ['https://0x7f000001/', '127.0.0.1 is not on the public internet. Give an address that everybody can reach.'],
    ['https://[::1]/', '[::1] is not on the public internet. Give an address that everybody can reach.'],
    [
      'https://internal.example/',
      'internal.example is not on the public internet. Give an address that everybody can reach.',
    ],
    ['https://hooks.example:22/', 'Port 22 is not reached from here. Use 443, or one above 1023.'],
  ])('is not added at %s', async (url, reason) => {
    names.set('internal.example', ['192.168.1.1']);
    const { status, body } = await add(url);
    expect([status, body.code, body.reason]).toEqual([422, 'URL_REFUSED', reason]);
    expect(body.error).toBe(`Nothing is delivered to this address. ${reason}`);
    const changed = await market.call('forge-vendor', 'update_webhook_endpoint', {
      endpoint_id: 'whe_demo_forge',
      url,
    });
    expect([changed.status, changed.body.code]).toEqual([422, 'URL_REFUSED']);
  });

  it('whose name resolves to a private address by the time of a delivery is not reached', async () => {
    names.set('rebind.example', ['8.8.8.8', '127.0.0.1']);
    const { status, body } = await add('https://rebind.example/hooks');
    expect(status).toBe(200);
    await emitEvent(market.db, { organizationId: 'org_demo_forge', type: 'order.paid', data: {}, now: market.now() });
    const attempts = () =>
      market
        .db('webhook_attempt')
        .join('webhook_delivery', 'webhook_delivery.id', 'delivery_id')
        .where({ endpoint_id: body.endpoint_id })
        .select('webhook_attempt.status', 'error');
    await market.eventually(async () =>
      expect(await attempts()).toEqual([
        {
          status: null,
          error: 'rebind.example is not on the public internet. Give an address that everybody can reach.',
        },
      ]),
    );
  });

  it('whose name nobody knows yet may be added', async () => {
    expect((await add('https://not-yet.example/hooks')).status).toBe(200);
  });
});

describe('a secret', () => {
  it('is sealed in its row, and neither audited nor listed', async () => {
    names.set('sealed.example', ['8.8.8.8']);
    const { body } = await add('https://sealed.example/hooks');
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rotated = await market.succeed('forge-vendor', 'rotate_webhook_token', { endpoint_id: body.endpoint_id });
    expect(rotated.secret).not.toBe(body.secret);
    const tables = ['webhook_endpoint', 'toolwright.audit', 'pgboss.job'];
    const everything = JSON.stringify(await Promise.all(tables.map((table) => market.db(table))));
    const dashboard = JSON.stringify(await market.succeed('forge-vendor', 'get_vendor_dashboard'));
    expect(dashboard).toContain(body.endpoint_id);
    for (const secret of [body.secret, rotated.secret]) {
      expect(everything).not.toContain(secret);
      expect(dashboard).not.toContain(secret);
    }
  });
});
