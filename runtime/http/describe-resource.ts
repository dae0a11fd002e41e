import { ownUrl, scopes } from './challenge.js';
import type { Stage } from './exchange.js';
import type { Origins } from './origins.js';

/**
 * The document that the 401 challenge points at (RFC 9728): what is protected here, how a credential is sent, and which
 * authorization servers (none, perhaps) issue one.
 */
export function describeResource(origins: Origins, title: string, issuers: () => readonly string[]): Stage {
  return (exchange) => {
    const servers = issuers();
    exchange.body = {
      resource: `${ownUrl(exchange, origins)}/mcp`,
      resource_name: title,
      ...(servers.length > 0 && { authorization_servers: servers }),
      scopes_supported: scopes,
      bearer_methods_supported: ['header'],
    };
  };
}
