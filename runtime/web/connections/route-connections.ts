import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { showConnections } from './list-page.js';
import { revokeConnection } from './revoke.js';

/** The pages under `/account/connections`, where the store keeps what people have let in. */
export function routeConnections(pages: Router<RequestState>, kernel: Kernel): void {
  const { connections } = kernel.host.store;
  if (connections === undefined) return;
  pages.get('/connections', showConnections(kernel, connections));
  pages.post('/connections/:connection/revoke', revokeConnection(kernel, connections));
}
