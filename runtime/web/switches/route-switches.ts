import type Router from '@koa/router';
import type { Kernel } from '../../call/call.js';
import type { RequestState } from '../../http/exchange.js';
import { showSwitches } from './switches-page.js';
import { turnSwitch } from './turn-switch.js';

/** The switches of who runs the platform, below `/account`. A server that is switched off still shows them. */
export function routeSwitches(pages: Router<RequestState>, kernel: Kernel): void {
  const { switchboard } = kernel.host.store;
  if (switchboard === undefined) return;
  pages.get('/staff/switches', showSwitches(kernel, switchboard));
  pages.post('/staff/switches', turnSwitch(kernel, switchboard));
}
