import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../../../runtime/auth/api-keys.js';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Market, openMarket } from '../../market/market.js';

/** By code, the body that the reference shows as an example. */
const shown = new Map(
  [
    ...readFileSync(new URL('../../../generated/docs/errors.md', import.meta.url), 'utf8').matchAll(
      /^#### `(\w+)`\n\n```json\n(.*?)\n```$/gms,
    ),
  ].map(([, code = '', json = '']): [string, unknown] => [code, JSON.parse(json)]),
);

const today = new Date().toISOString().slice(0, 10);

let market: Market;
let readOnly = '';
beforeAll(async () => {
  market = await openMarket({
    replace: {
      search_packages: () => Promise.reject(new Error('broken')),
      list_projects: async () => ({ no_such_field: true }),
    },
  });
  await market.db('toolwright.quota_use').insert({ tenant: 'org_demo_anvil', day: today, used: 1000 });
  const { key } = await createApiKey(market.db, {
    principalId: 'cus_demo_acme_owner',
    name: 'Reads',
    scopes: ['mcp:read'],
    tools: null,
    writes: true,
    confirm: 'waived',
    allTenants: false,
    tenants: ['org_demo_acme'],
    expiresAt: null,
  });
  readOnly = key;
});
afterAll(() => market?.close());

interface Request {
  readonly key?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
}

async function answerOf({
  key = demoKey('acme-owner'),
  body,
  headers,
  path,
  method = 'POST',
}: Request): Promise<unknown> {
  const response = await fetch(`${market.url}${path ?? '/mcp/tools/call'}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return response.json();
}

const call = (tool: string, input: object = {}) => JSON.stringify({ tool, arguments: input });

/** Each as it can be had from the marketplace; the others' bodies are proven where their tools are. */
const requests: Readonly<Record<string, () => Request>> = {
  PARSE_ERROR: () => ({ body: '{"tool"' }),
  INVALID_REQUEST: () => ({ body: '{}' }),
  METHOD_NOT_FOUND: () => ({ method: 'PUT', body: '{}' }),
  UNKNOWN_TOOL: () => ({ body: call('list_order') }),
  UNAUTHORIZED: () => ({ key: 'nobody', body: call('whoami') }),
  INVALID_ORIGIN: () => ({ headers: { origin: 'https://elsewhere.example' }, body: call('whoami') }),
  FORBIDDEN: () => ({ key: demoKey('acme-viewer'), body: call('delete_project') }),
  INSUFFICIENT_SCOPE: () => ({ key: readOnly, body: call('create_project') }),
  WRITE_NOT_ALLOWED: () => ({ key: demoKey('acme-owner', '_ro'), body: call('create_project') }),
  BODY_TOO_LARGE: () => ({ body: call('whoami', { filler: 'a'.repeat(300_000) }) }),
  MISSING_WORKSPACE_CONTEXT: () => ({ key: demoKey('staff'), body: call('list_orders') }),
  VALIDATION_ERROR: () => ({ body: call('create_project') }),
  QUOTA_EXCEEDED: () => ({ key: demoKey('anvil-vendor'), body: call('list_packages') }),
  CONFIRMATION_REQUIRED: () => ({
    key: demoKey('acme-owner', '_ask'),
    body: call('delete_project', { project_id: 'prj_demo_storefront' }),
  }),
  NOT_FOUND: () => ({ path: '/mcp/tools/nothing', method: 'GET' }),
  FORBIDDEN_QUERY: () => ({ key: demoKey('staff'), body: call('query_database', { query: 'DELETE FROM posts' }) }),
  OUTPUT_INVALID: () => ({ body: call('list_projects') }),
  INTERNAL_ERROR: () => ({ body: call('search_packages') }),
};

/** The names of its fields and what kind of value each has. */
function kinds(body: unknown): unknown {
  const fields = Object.entries(body as object).map(([name, value]) => [
    name,
    Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value,
  ]);
  return Object.fromEntries(fields);
}

describe('the reference shows the body of', () => {
  test.each(Object.entries(requests))('%s as it is', async (code, request) => {
    const answered = await answerOf(request());
    expect(answered).toMatchObject({ code });
    expect(kinds(answered)).toEqual(kinds(shown.get(code)));
  });

  test('a conflict and a query in the words that are declared for them', () => {
    expect(shown.get('CONFLICT')).toEqual({
      error: 'This idempotency key belongs to a call that is still running. Send the same call again in a moment.',
      code: 'CONFLICT',
      in_progress: true,
    });
    expect(shown.get('FORBIDDEN_QUERY')).toEqual({
      error: "Query rejected: Disallowed SQL keyword 'DELETE' detected",
      code: 'FORBIDDEN_QUERY',
      reason: "Disallowed SQL keyword 'DELETE' detected",
    });
  });
});
