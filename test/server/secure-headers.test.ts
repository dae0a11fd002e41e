import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, start } from './start.js';

let plain: Running;
let behindTls: Running;
beforeAll(async () => {
  plain = await start({});
  behindTls = await start({ publicUrl: 'https://market.example' });
});
afterAll(() => Promise.all([plain.close(), behindTls.close()]));

const paths = [
  '/healthz',
  '/mcp/openapi.json',
  '/mcp',
  '/account/sign-in',
  '/.well-known/oauth-protected-resource',
  '/no',
];

describe('whatever is answered', () => {
  test.each(paths)('%s is not sniffed and tells no other site where a person comes from', async (path) => {
    const { headers } = await fetch(`${plain.url}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/);
    // Over http browsers ignore it, and who tries out a server on loopback wants to reach the next one there too.
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test.each(paths)('attack: TLS stripped: %s of a server on https is never asked for by http again', async (path) => {
    const { headers } = await fetch(`${behindTls.url}${path}`, { redirect: 'manual' });
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});
