import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

interface Route {
  readonly uri: string;
  readonly methods: readonly string[];
  readonly name: string;
}

let market: Market;
let routes: readonly Route[];
beforeAll(async () => {
  const docs = new URL('.', import.meta.url).pathname;
  market = await openMarket({ options: { work: false, documents: { openapi: '{}', llms: 'words', docs } } });
  routes = await market.succeed('staff', 'list_routes');
});
afterAll(() => market.close());

it('is a bare array of what the document shows of a route, sorted by path, each once', () => {
  expect(routes).toContainEqual({ uri: '/account/sign-in', methods: ['GET', 'HEAD', 'POST'], name: 'account.sign-in' });
  expect(routes).toContainEqual({ uri: '/invoices/{file}', methods: ['GET', 'HEAD'], name: 'invoices.show' });
  for (const of of [routes.map(({ uri }) => uri), routes.map(({ name }) => name)]) {
    expect(new Set(of).size).toBe(routes.length);
  }
  expect(routes.map(({ uri }) => uri)).toEqual(routes.map(({ uri }) => uri).sort());
  for (const { methods, name } of routes) {
    expect(methods.includes('HEAD')).toBe(methods.includes('GET'));
    expect(name).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/);
  }
});

it('lists what is served: every method of every route is taken', async () => {
  const untaken: string[] = [];
  for (const { uri, methods } of routes) {
    for (const method of methods) {
      const path = uri.replace(/\{\w+\}/g, (part) => (part === '{sha1}' ? 'a'.repeat(40) : 'x1'));
      const response = await fetch(market.url + path, { method, redirect: 'manual' });
      const text = await response.text();
      // What no route took says so; HEAD says nothing, and is the router's own beside GET.
      if (response.status === 405 || text.includes('There is nothing at')) untaken.push(`${method} ${uri}`);
    }
  }
  expect(untaken).toEqual([]);
});

it('lists whatever the code makes a route of', () => {
  const made = sources(new URL('../../../runtime/', import.meta.url)).flatMap((text) =>
    [...text.matchAll(/\b(router|pages)\.(get|post)\(\s*'(\/[^']*)'/g)].map(([, on, method = '', path = '']) => {
      const uri = `${on === 'pages' ? '/account' : ''}${path}`.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1');
      return `${method.toUpperCase()} ${uri}`;
    }),
  );
  expect(made.length).toBeGreaterThan(60);
  const listed = new Set(routes.flatMap(({ uri, methods }) => methods.map((method) => `${method} ${uri}`)));
  expect(made.filter((each) => !listed.has(each))).toEqual([]);
});

/** Texts of the code below a folder, without the stand-ins of others, which are servers of their own. */
function sources(folder: URL): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return ['stripe-double', 'git-host'].includes(entry.name) ? [] : sources(new URL(`${entry.name}/`, folder));
    }
    return entry.name.endsWith('.ts') ? [readFileSync(new URL(entry.name, folder), 'utf8')] : [];
  });
}

it('lists what the outside may rely on', async () => {
  const metadata = await (await fetch(`${market.url}/.well-known/oauth-authorization-server`)).json();
  const endpoints = Object.entries(metadata as Record<string, unknown>).flatMap(([key, value]) =>
    /_endpoint$|^jwks_uri$/.test(key) ? [new URL(String(value)).pathname] : [],
  );
  expect(endpoints.length).toBeGreaterThan(4);
  const relied = [
    ...['/healthz', '/readyz', '/metrics', '/docs/{path}', '/llms.txt', '/account', '/composer/packages.json'],
    ...['/mcp', '/mcp/readonly', '/mcp/buyer', '/mcp/vendor', '/webhooks/stripe'],
    ...['/mcp/tools/call', '/mcp/tools', '/mcp/capabilities', '/mcp/openapi.json'],
    ...['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'],
    ...['/composer/p2/{vendor}/{package}.json', '/composer/dist/{vendor}/{package}/{version}-{sha1}.zip'],
  ];
  const listed = routes.map(({ uri }) => uri);
  expect([...relied, ...endpoints].filter((uri) => !listed.includes(uri))).toEqual([]);
});
