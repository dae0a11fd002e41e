import { callerOf, type Stage } from '../http/exchange.js';
import type { ToolList } from '../mcp/tool-list.js';

/** `GET /mcp/tools`: what `tools/list` answers the same caller. */
export function listTools(tools: ToolList): Stage {
  return (exchange) => {
    exchange.set('Cache-Control', 'private, no-cache');
    exchange.body = { tools: tools.listed(callerOf(exchange).principal) };
  };
}
