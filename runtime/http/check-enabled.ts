import type { Kernel } from '../call/call.js';
import type { Stage } from './exchange.js';
import { asksForCredential } from './paths.js';
import { refuse } from './refused-request.js';

/** Answers SERVER_DISABLED while the operators' main switch is off. Health and documents stay. */
export function checkEnabled(kernel: Kernel): Stage {
  return async (exchange, next) => {
    if (asksForCredential(exchange.path) && !(await kernel.host.store.switches()).enabled) {
      throw refuse(kernel.server, 'SERVER_DISABLED');
    }
    return next();
  };
}
