import { isLoopback } from '../http/origins.js';

/** What tokens are for (RFC 8707): the one resource of this server. */
export function resourceOf(address: string): string {
  return `${address}/mcp`;
}

/**
 * Whether a client that asks for a token means this server. One that is only reached on its own machine is also meant by the
 * other names of that machine, with the same port.
 */
export function isOwnResource(address: string, asked: string): boolean {
  if (asked === resourceOf(address)) return true;
  const own = new URL(address);
  if (own.protocol !== 'http:' || !isLoopback(own.hostname) || !URL.canParse(asked)) return false;
  const { protocol, hostname, port } = new URL(asked);
  return (
    isLoopback(hostname) &&
    asked === `${protocol}//${hostname}:${port}/mcp` &&
    protocol === own.protocol &&
    port === own.port
  );
}
