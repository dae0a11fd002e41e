import type { Kernel } from '../call/call.js';
import { readStoredResult } from '../call/stored/read-result.js';
import { callerOf, disconnectSignal, requestTrace, type Stage } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import { answerByRest } from './answer-by-rest.js';

/** `GET /mcp/results/<pointer>`: the whole of an answer that was too large to be sent. */
export function readResult(kernel: Kernel, origins: Origins): Stage {
  return async (exchange) => {
    const pointer = exchange.path.slice('/mcp/results/'.length);
    const outcome = await readStoredResult(
      kernel,
      {
        name: pointer,
        ...callerOf(exchange),
        wire: 'rest',
        ...requestTrace(exchange),
        signal: disconnectSignal(exchange),
      },
      pointer,
    );
    answerByRest(exchange, { kernel, origins, outcome });
  };
}
