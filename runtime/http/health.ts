import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from './exchange.js';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it can serve, which is no longer so once it is closing. Both
 * stand before the Host check, because probes call by address. Why a store is not ready is for the log, not for strangers.
 */
export function answerHealth(kernel: Kernel, closing: () => boolean): Stage {
  return async (exchange, next) => {
    const asks = exchange.method === 'GET' || exchange.method === 'HEAD';
    if (asks && exchange.path === '/healthz') return answer(exchange, 200, 'ok');
    if (!asks || exchange.path !== '/readyz') return next();
    if (closing()) return answer(exchange, 503, 'closing');
    try {
      await kernel.host.store.ready();
      answer(exchange, 200, 'ready');
    } catch (error) {
      kernel.log.warn({ err: error }, 'not ready');
      answer(exchange, 503, 'not ready');
    }
  };
}

function answer(exchange: Exchange, status: number, word: string): void {
  exchange.status = status;
  exchange.set('Cache-Control', 'no-store');
  exchange.body = { status: word };
}
