import type Router from '@koa/router';
import type { Kernel } from '../call/call.js';
import type { Stage } from './exchange.js';
import { refuse } from './refused-request.js';

/** What no route took: 405 with `Allow` where the path exists, 404 where it does not, 204 for a plain OPTIONS. */
export function answerUnrouted(kernel: Kernel, router: Router): Stage {
  return (exchange) => {
    const layers = router.match(exchange.path, exchange.method).path;
    const methods = new Set(layers.flatMap((layer) => layer.methods));
    if (methods.size === 0) {
      throw refuse(kernel.server, 'NOT_FOUND', { message: `There is nothing at ${exchange.path}.` });
    }
    const allow = [...methods].join(', ');
    if (exchange.method === 'OPTIONS') {
      exchange.set('Allow', allow);
      exchange.status = 204;
      return;
    }
    throw refuse(kernel.server, 'METHOD_NOT_FOUND', {
      http: 405,
      message: `${exchange.path} takes ${allow}, not ${exchange.method}.`,
      headers: { Allow: allow },
    });
  };
}
