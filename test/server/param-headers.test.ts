import { describe, expect, test } from 'vitest';
import { checkParamHeaders } from '../../runtime/mcp/check-param-headers.js';
import type { Tool } from '../../runtime/tool.js';

const tool = {
  inputSchema: {
    type: 'object',
    properties: {
      region: { type: 'string', 'x-mcp-header': 'Region' },
      depth: { type: 'integer', 'x-mcp-header': 'Depth' },
      within: { type: 'object', properties: { fast: { type: 'boolean', 'x-mcp-header': 'Fast' } } },
      other: { type: 'string' },
    },
  },
} as unknown as Tool;

const base64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;
const check = (given: object, headers: Record<string, string>) =>
  checkParamHeaders(tool, { id: 7, params: { arguments: given } }, new Headers(headers));

describe('parameters that are mirrored as headers', () => {
  test.each([
    ['as they are', { region: 'eu', depth: 3, other: 'x' }, { 'Mcp-Param-Region': 'eu', 'mcp-param-depth': '3' }],
    ['in another writing of the number', { depth: 42 }, { 'Mcp-Param-Depth': '42.0' }],
    ['encoded', { region: 'Zürich' }, { 'Mcp-Param-Region': base64('Zürich') }],
    ['within an object', { within: { fast: true } }, { 'Mcp-Param-Fast': 'true' }],
    ['absent from the body, whatever the header', {}, { 'Mcp-Param-Region': 'eu' }],
    ['null', { region: null }, {}],
  ])('agree %s', (_, given, headers) => {
    expect(check(given, headers)).toBeNull();
  });

  test.each([
    ['missing', { region: 'eu' }, {}, 'region stands in the body, and the header is missing'],
    ['another', { region: 'eu' }, { 'Mcp-Param-Region': 'us' }, 'region is another in the header than in the body'],
    ['another number', { depth: 3 }, { 'Mcp-Param-Depth': '4' }, 'depth is another in the header than in the body'],
    [
      'another boolean',
      { within: { fast: true } },
      { 'Mcp-Param-Fast': 'True' },
      'within.fast is another in the header than in the body',
    ],
    [
      'no Base64',
      { region: 'eu' },
      { 'Mcp-Param-Region': '=?base64?e$?=' },
      'region has a header that is no proper Base64 of UTF-8',
    ],
    [
      'no UTF-8',
      { region: 'eu' },
      { 'Mcp-Param-Region': '=?base64?/w==?=' },
      'region has a header that is no proper Base64 of UTF-8',
    ],
  ])('disagree where the header is %s', async (_, given, headers, fault) => {
    const response = check(given, headers as Record<string, string>);
    expect(response?.status).toBe(400);
    expect(await response?.json()).toMatchObject({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32020, message: `Bad Request: the request headers and body disagree: ${fault}` },
    });
  });
});
