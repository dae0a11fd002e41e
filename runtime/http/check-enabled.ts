import type { Kernel } from '../call/call.js';
import { isRecord } from '../call/is-record.js';
import type { Exchange, Stage } from './exchange.js';
import { asksForCredential } from './paths.js';
import { refuse } from './refused-request.js';

/**
 * Answers SERVER_DISABLED while the operators' main switch is off. Calls go on to the pipeline, which refuses them as
 * well and leaves an audit row; health and documents stay.
 */
export function checkEnabled(kernel: Kernel): Stage {
  return async (exchange, next) => {
    const asks = asksForCredential(exchange.path) && !isCall(exchange);
    if (asks && !(await kernel.host.store.switches()).enabled) throw refuse(kernel.server, 'SERVER_DISABLED');
    return next();
  };
}

function isCall({ path, state }: Exchange): boolean {
  return path === '/mcp/tools/call' || (isRecord(state.body) && state.body.method === 'tools/call');
}
