import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
});
afterAll(() => market?.close());

const calls = [
  ['get_billing_status', {}],
  ['upgrade_plan', { package_code: 'enterprise' }],
  ['upgrade_plan', { package_code: 'enterprise', preview: false }],
] as const;

it.each(calls)('%s %j is nothing for developers, viewers and staff', async (tool, input) => {
  for (const principal of ['acme-developer', 'acme-viewer']) {
    const { status, body } = await market.call(principal, tool, input);
    expect([principal, status, body.code]).toEqual([principal, 403, 'FORBIDDEN']);
  }
  const { status, body } = await market.call('staff', tool, input);
  expect([status, body]).toEqual([
    403,
    {
      error: `MCP tool '${tool}' requires workspace context. Authenticate with an API key or user session.`,
      code: 'MISSING_WORKSPACE_CONTEXT',
    },
  ]);
});

it('a person is asked before a plan is changed, and not before a preview', async () => {
  const preview = await market.call('acme-billing', 'upgrade_plan', { package_code: 'agency' }, '_ask');
  expect([preview.status, preview.body.preview]).toEqual([200, true]);
  const asked = await market.call('acme-billing', 'upgrade_plan', { package_code: 'agency', preview: false }, '_ask');
  expect([asked.status, asked.body.code]).toEqual([409, 'CONFIRMATION_REQUIRED']);
});

it('a code that no plan has is told those that there are', async () => {
  const { status, body } = await market.call('acme-owner', 'upgrade_plan', {
    package_code: 'platinum',
    preview: false,
  });
  expect([status, body]).toEqual([
    404,
    {
      error: 'Package not found',
      code: 'PACKAGE_NOT_FOUND',
      available_packages: ['starter', 'professional', 'agency', 'enterprise'],
    },
  ]);
});
