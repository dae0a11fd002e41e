import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Market, openMarket } from '../../market/market.js';
import { expectPrinted, type Printed, text } from './printed.js';
import { overMcp, overRest } from './send.js';

const DAY_MS = 86_400_000;
const [today, tomorrow] = [Date.now(), Date.now() + DAY_MS].map((at) => new Date(at).toISOString().slice(0, 10));

let market: Market;
beforeAll(async () => {
  const fails = () => Promise.reject(new Error('column "password_hash" of relation "customer"'));
  market = await openMarket({ replace: { search_packages: fails } });
  market.setNow(new Date(`${today}T12:00:00Z`));
  await market.db('toolwright.quota_use').insert({ tenant: 'org_demo_anvil', day: today, used: 1000 });
});
afterAll(() => market?.close());

/** "Common Error Responses", of tools that whoever adopts this has too; Missing Dependency stands in a file of its own. */
const commonErrors: readonly Printed[] = [
  {
    title: 'Missing Workspace Context',
    as: 'staff',
    tool: 'list_projects',
    arguments: {},
    status: 403,
    body: {
      error: "MCP tool 'list_projects' requires workspace context. Authenticate with an API key or user session.",
    },
    added: { code: 'MISSING_WORKSPACE_CONTEXT' },
  },
  {
    title: 'Quota Exceeded',
    as: 'anvil-vendor',
    tool: 'list_packages',
    arguments: {},
    status: 429,
    body: {
      error: 'quota_exceeded',
      message: 'Daily tool quota exceeded for this workspace',
      current_usage: 1000,
      limit: 1000,
      resets_at: `${tomorrow}T00:00:00+00:00`,
    },
    added: { code: 'QUOTA_EXCEEDED' },
  },
  {
    title: 'Validation Error',
    as: 'staff',
    tool: 'query_database',
    arguments: {},
    status: 422,
    body: {
      error: 'Validation failed',
      code: 'VALIDATION_ERROR',
      details: { query: ['The query field is required'] },
    },
    added: { pointers: [{ pointer: '/query', expected: text, received: text }] },
  },
  {
    title: 'Internal Error',
    as: 'acme-viewer',
    tool: 'search_packages',
    arguments: {},
    status: 500,
    body: { error: 'An unexpected error occurred. Please try again.', code: 'INTERNAL_ERROR' },
    added: { gate: 'run', trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    rpc: -32603,
  },
];

describe('Common Error Responses', () => {
  test.each(commonErrors)('$title over REST', async (printed) => {
    const { status, body } = await overRest({ url: market.url, key: demoKey(printed.as) }, printed);
    expectPrinted(body, printed);
    expect(status).toBe(printed.status);
  });

  test.each(commonErrors)('$title over MCP', async (printed) => {
    const { channel, body, rpc, message } = await overMcp({ url: market.url, key: demoKey(printed.as) }, printed);
    if (printed.rpc === undefined) {
      expectPrinted(body, printed);
      expect(channel).toBe('result');
      return;
    }
    // By JSON-RPC the sentence is the error's own message, and told again in its data.
    const { error, ...rest } = printed.body as { readonly error: string };
    expect([channel, rpc, message]).toEqual(['rpc', printed.rpc, error]);
    expectPrinted(body, { body: { message: error, ...rest }, ...(printed.added && { added: printed.added }) });
  });

  test('with no credential at all is 401 with the challenge, where the document has 403 for it too', async () => {
    const response = await fetch(`${market.url}/mcp/tools/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'get_billing_status', arguments: {} }),
    });
    expect([response.status, await response.json()]).toEqual([401, { error: text, code: 'UNAUTHORIZED' }]);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer .*resource_metadata="http.*\/\.well-known\/oauth-protected-resource/,
    );
  });
});

describe('Common Error Codes', () => {
  const call = (as: string, tool: string, input: object = {}) => ({ as, tool, arguments: { ...input } });
  const codes = [
    { code: 'VALIDATION_ERROR', status: 422, sent: call('staff', 'query_database') },
    { code: 'FORBIDDEN_QUERY', status: 403, sent: call('staff', 'query_database', { query: 'DROP TABLE posts' }) },
    { code: 'MISSING_WORKSPACE_CONTEXT', status: 403, sent: call('staff', 'get_billing_status') },
    { code: 'QUOTA_EXCEEDED', status: 429, sent: call('anvil-vendor', 'list_invoices') },
    { code: 'INTERNAL_ERROR', status: 500, sent: call('acme-viewer', 'search_packages') },
  ];

  test.each(codes)('$code', async ({ code, status, sent }) => {
    const answer = await overRest({ url: market.url, key: demoKey(sent.as) }, sent);
    expect(answer).toEqual({ status, body: expect.objectContaining({ error: text, code }) });
  });

  test('NOT_FOUND, of whatever is not there', async () => {
    const headers = { authorization: `Bearer ${demoKey('staff')}` };
    const response = await fetch(`${market.url}/mcp/tools/query_database`, { headers });
    expect([response.status, await response.json()]).toEqual([404, { error: text, code: 'NOT_FOUND' }]);
  });
});
