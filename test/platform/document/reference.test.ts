import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const generated = (path: string) => readFileSync(new URL(`../../../generated/${path}`, import.meta.url), 'utf8');

interface Answers {
  readonly description: string;
}

const { security, components, paths } = JSON.parse(generated('openapi.json'));

/** The document's "Common Error Codes", each with the status that it prints or that its tool has for it. */
const commonErrorCodes = [
  ['VALIDATION_ERROR', 422],
  ['FORBIDDEN_QUERY', 403],
  ['MISSING_WORKSPACE_CONTEXT', 403],
  ['QUOTA_EXCEEDED', 429],
  ['NOT_FOUND', 404],
  ['DEPENDENCY_NOT_MET', 422],
  ['INTERNAL_ERROR', 500],
] as const;

describe('Authentication', () => {
  test.each(['Authorization: Bearer', 'X-CSRF-TOKEN', 'X-MCP-Session-ID'])('%s is told in the reference', (header) => {
    expect(generated('docs/index.md')).toContain(header);
  });

  test('stands in OpenAPI: a key, or the token of a page, and the session beside either', () => {
    expect(security).toEqual([{ bearer: [] }, { browser: [] }]);
    const { bearer, browser } = components.securitySchemes;
    expect([bearer, browser]).toMatchObject([
      { type: 'http', scheme: 'bearer' },
      { type: 'apiKey', in: 'header', name: 'X-CSRF-TOKEN' },
    ]);
    const { post } = paths['/mcp/tools/call'];
    expect(post.parameters).toEqual([{ $ref: '#/components/parameters/session' }]);
    expect(components.parameters.session).toMatchObject({ name: 'X-MCP-Session-ID', in: 'header' });
  });
});

describe('Common Error Codes', () => {
  const answers: Readonly<Record<number, Answers>> = paths['/mcp/tools/call'].post.responses;

  test.each(commonErrorCodes)(
    '%s stands under its status in OpenAPI and among the errors of the reference',
    (code, status) => {
      expect(answers[status]?.description.split(', ')).toContain(code);
      expect(generated('docs/errors.md')).toContain(`| \`${code}\` | ${status} |`);
    },
  );

  test('a tool that only staff call tells no quota, which is an organization’s', () => {
    const pages = ['database/query_database', 'billing/create_coupon', 'system/list_routes', 'billing/list_invoices'];
    const told = pages.filter((page) => generated(`docs/platform/${page}.md`).includes('`QUOTA_EXCEEDED`'));
    expect(told).toEqual(['billing/list_invoices']);
  });
});
