import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from './exchange.js';

/** Where a process says that it lives, and that it can serve. */
export const healthPaths = ['/healthz', '/readyz'] as const;

const [alive, ready] = healthPaths;

/**
 * `GET /healthz`: the process answers. `GET /readyz`: its store can serve. Both stand before the Host
 * check, because probes call by address. Why a store is not ready is for the log, not for strangers.
 */
export function answerHealth(kernel: Kernel): Stage {
  return async (exchange, next) => {
    const asks = exchange.method === 'GET' || exchange.method === 'HEAD';
    if (asks && exchange.path === alive) return answer(exchange, 200, 'ok');
    if (!asks || exchange.path !== ready) return next();
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
