import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { serveText } from '../../http/serve-text.js';
import { readScript } from '../view.js';
import { showConnections } from './list-page.js';
import { makeKey, showNewKey } from './new-key-page.js';
import { revokeConnection } from './revoke.js';
import { changeSettings, showSettings } from './settings-page.js';
import { revokeAnyConnection, showAllConnections } from './staff-page.js';

/** The pages under `/account/connections` and `/account/staff/connections`, where the store keeps what people have let in. */
export function routeConnections(pages: Router<RequestState>, kernel: Kernel): void {
  const { connections } = kernel.host.store;
  if (connections === undefined) return;
  pages.get('/connections', showConnections(kernel, connections));
  pages.get('/connections/new', showNewKey(kernel));
  pages.post('/connections/new', makeKey(kernel, connections));
  pages.get('/connections/:connection', showSettings(kernel, connections));
  pages.post('/connections/:connection', changeSettings(kernel, connections));
  pages.post('/connections/:connection/revoke', revokeConnection(kernel, connections));
  pages.get('/staff/connections', showAllConnections(kernel, connections));
  pages.post('/staff/connections/:connection/revoke', revokeAnyConnection(kernel, connections));
  pages.get('/copy.js', async (exchange, next) =>
    serveText(await readScript('copy'), 'text/javascript')(exchange, next),
  );
}
