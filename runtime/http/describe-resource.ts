import { ownUrl, scopes } from './challenge.js';
import type { Stage } from './exchange.js';
import type { Origins } from './origins.js';

/** The document that the 401 challenge points at (RFC 9728): what is protected here, and how a credential is sent. */
export function describeResource(origins: Origins, title: string): Stage {
  return (exchange) => {
    exchange.body = {
      resource: `${ownUrl(exchange, origins)}/mcp`,
      resource_name: title,
      scopes_supported: scopes,
      bearer_methods_supported: ['header'],
    };
  };
}
