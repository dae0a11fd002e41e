import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLinks } from '../../../runtime/market/mail/with-links.js';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

async function outbox(principal: string): Promise<string> {
  const visit = new Visit(market.url);
  await visit.signIn(principal);
  const response = await visit.send('/account/outbox');
  expect(response.status).toBe(200);
  return response.text();
}

describe('the outbox', () => {
  it('shows people what was sent to them, and staff everything', async () => {
    const note = '<script>alert(1)</script> see https://example.com/?a=1&b=2.';
    const invite = { action: 'invite', email: 'Newcomer@example.com', role: 'viewer', note };
    await market.succeed('acme-owner', 'manage_org_member', invite);
    await market.eventually(async () => expect(await market.db('mail').where({ status: 'kept' })).toHaveLength(1));

    const mine = await outbox('newcomer');
    expect(mine).toContain('Olivia Owner invites you to Acme');
    expect(mine).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mine).not.toContain('<script>');
    expect(mine).toContain(
      '<a href="https://example.com/?a&#x3D;1&amp;b&#x3D;2" rel="noopener noreferrer nofollow">https://example.com/?a&#x3D;1&amp;b&#x3D;2</a>.',
    );
    expect(await outbox('staff')).toContain('To newcomer@example.com');
    expect(await outbox('acme-owner')).not.toContain('newcomer@example.com');
  });

  it('is linked from every account', async () => {
    const linked = async (principal: string) => {
      const visit = new Visit(market.url);
      await visit.signIn(principal);
      const nav = /<nav.*<\/nav>/s.exec(await (await visit.send('/account/')).text())?.[0] ?? '';
      return [...nav.matchAll(/href="([^"]+)"/g)].map(([, path]) => path);
    };
    for (const principal of ['newcomer', 'forge-vendor', 'staff']) {
      expect(await linked(principal), principal).toContain('/account/outbox');
    }
  });

  it('is for who is signed in', async () => {
    const response = await new Visit(market.url).send('/account/outbox');
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/account/sign-in?next=%2Faccount%2Foutbox',
    ]);
  });

  it('is not there where a server takes the mails', async () => {
    const other = await openMarket({ options: { smtp: { url: 'smtp://127.0.0.1:1', from: 'a@example.com' } } });
    const visit = new Visit(other.url);
    await visit.signIn('staff');
    expect((await visit.send('/account/outbox')).status).toBe(404);
    await other.close();
  });
});

describe('links', () => {
  it.each([
    ['nothing here', [['nothing here', null]]],
    [
      'see https://a.example/x.',
      [
        ['see ', null],
        ['https://a.example/x', 'https://a.example/x'],
        ['.', null],
      ],
    ],
    [
      '(http://a.example)',
      [
        ['(', null],
        ['http://a.example', 'http://a.example'],
        [')', null],
      ],
    ],
    ['javascript:alert(1)', [['javascript:alert(1)', null]]],
    ['https://', [['https://', null]]],
    [
      'https://a.example"onclick="x',
      [
        ['https://a.example', 'https://a.example'],
        ['"onclick="x', null],
      ],
    ],
  ] as const)('of %j', (text, parts) => {
    expect(withLinks(text)).toEqual(parts.map(([piece, href]) => ({ text: piece, href })));
  });
});
