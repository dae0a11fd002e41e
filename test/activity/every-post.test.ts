import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, type ToolServer } from '../../runtime/create-server.js';
import { createMarketplace, type Marketplace } from '../../runtime/market/marketplace.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDemo, log, secrets } from '../market/market.js';
import type { TestDatabase } from '../store/cluster.js';
import { Visit } from '../web/visit.js';

/** What takes a POST and is no page under `auditPage`. */
const exceptions: Readonly<Record<string, string>> = {
  '/mcp': 'calls leave their rows by the pipeline, as the tests of the audit show',
  '/mcp/tools/call': 'the same',
  '/webhooks/stripe': 'Stripe tells what has happened; its signature names nobody who did anything here',
  '/token': 'a program exchanges what a person has granted; granting has its row',
  '/revoke': 'a program gives back what it holds; the end of a connection has its row',
  '/register': 'a program without anybody presents itself; it may do nothing until a person grants it something',
};

/** Pages that call what tools call have the tool's row, but for staff, who have no organizations; a form that was refused is shown again, with what a read gives. */
const calling: Readonly<Record<string, string>> = {
  '/account/organizations': 'create_org',
  '/account/organizations/switch': 'set_active_org',
};

let database: TestDatabase;
let marketplace: Marketplace;
let server: ToolServer | undefined;
let url: string;

beforeAll(async () => {
  database = await cloneDemo();
  const create: NonNullable<Parameters<typeof createMarketplace>[0]['createServer']> = (options) => {
    server = createServer(options);
    return server;
  };
  marketplace = await createMarketplace({
    source: database.connection,
    secrets,
    demo: true,
    log,
    createServer: create,
  });
  ({ url } = await marketplace.listen(0, '127.0.0.1'));
});

afterAll(async () => {
  await database?.drop();
});

/** Every path of the running server that takes a POST, as its router has them. */
function postRoutes(): readonly string[] {
  const routers = (server?.app.middleware ?? []).flatMap((stage) =>
    'router' in stage ? [stage.router as Router] : [],
  );
  const paths = routers.flatMap(({ stack }) =>
    stack.flatMap(({ methods, path }) => (methods.includes('POST') && typeof path === 'string' ? [path] : [])),
  );
  // What takes every method answers that there is nothing.
  return [...new Set(paths)].filter((path) => !path.includes('*')).sort();
}

/** Rows have the route as it is declared; one that ends with what it is about may leave that out. */
const withoutLast = (name: string): string => name.replace(/\/:\w+$/, '');

/** The token of the person's forms, who signs in (again) where the form before has ended that. */
async function tokenOf(visit: Visit, principal: string): Promise<string> {
  const session = async () => (await (await visit.send('/account/session')).json()) as { csrf_token?: string };
  const { csrf_token: token } = await session();
  if (token !== undefined) return token;
  await visit.signIn(principal);
  return (await session()).csrf_token ?? '';
}

test('whatever takes a form leaves one row in the audit, whoever sends it', async () => {
  const routes = postRoutes();
  expect(routes).toContain('/account/staff/switches');
  const profiles = routes.filter((path) => path.startsWith('/mcp/') && exceptions[path] === undefined);
  const pages = routes.filter((path) => exceptions[path] === undefined && !profiles.includes(path));
  const sent: { readonly route: string; readonly traceId: string; readonly rows: unknown }[] = [];
  for (const principal of ['staff', 'acme-owner']) {
    const visit = new Visit(url);
    for (const route of pages) {
      const token = await tokenOf(visit, principal);
      const called = principal === 'staff' ? undefined : calling[route];
      const traceId = randomBytes(16).toString('hex');
      const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
      await visit.post(route.replaceAll(/:\w+/g, 'none'), { token }, headers);
      sent.push({ route, traceId, rows: [called ?? withoutLast(`POST ${route}`)] });
    }
  }
  // What follows behind is written out with this.
  await marketplace.close();
  const db = createPool(database.connection, 1);
  const left = await Promise.all(
    sent.map(async ({ route, traceId }) => {
      const rows = await db('toolwright.audit').where({ trace_id: traceId, wire: 'web' }).pluck('tool');
      return { route, traceId, rows: rows.map(withoutLast).filter((row) => row !== 'get_my_dashboard') };
    }),
  );
  await db.destroy();
  expect(left).toEqual(sent);
});

test('the exceptions are routes that there are', () => {
  expect(postRoutes().filter((path) => exceptions[path] !== undefined)).toEqual(Object.keys(exceptions).sort());
});
