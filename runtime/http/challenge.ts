import type { Refusal } from '../call/refusal.js';
import { callerOf, type Exchange } from './exchange.js';
import type { Origins } from './origins.js';

/** Every scope there is: read for `write_mode: read`, write for the rest. */
export const scopes = ['mcp:read', 'mcp:write'] as const;

/** What a client asks for at first. It steps up where a call needs more. */
export const firstScopes = [scopes[0]] as const;

/** The server's own address: as configured, else as the (already checked) Host header says. */
export function ownUrl(exchange: Exchange, origins: Origins): string {
  return origins.publicUrl === undefined
    ? `${exchange.protocol}://${exchange.host}`
    : new URL(origins.publicUrl).origin;
}

/** Where clients read how to get a credential (RFC 9728). */
export function resourceMetadataUrl(exchange: Exchange, origins: Origins): string {
  return `${ownUrl(exchange, origins)}/.well-known/oauth-protected-resource/mcp`;
}

/**
 * The value of `WWW-Authenticate` (RFC 6750). `error` is absent where no credential was sent at all, as that RFC asks.
 * Scopes are what the client should now ask for, so a step-up names the ones it has as well.
 */
export function challenge(
  metadataUrl: string,
  asked: readonly string[],
  error?: { readonly code: 'invalid_token' | 'insufficient_scope'; readonly description: string },
): string {
  const parts = [`scope="${asked.join(' ')}"`, `resource_metadata="${metadataUrl}"`];
  if (error !== undefined) {
    const description = error.description.replace(/[^\x20-\x7e]/g, ' ').replace(/["\\]/g, '\\$&');
    parts.unshift(`error="${error.code}"`, `error_description="${description}"`);
  }
  return `Bearer ${parts.join(', ')}`;
}

/** Refusals that HTTP tells by status and challenge, whatever the wire: a client steps up at these, not at a body. */
export function isChallenged(refusal: Refusal): boolean {
  return refusal.code === 'UNAUTHORIZED' || refusal.code === 'INSUFFICIENT_SCOPE';
}

/** The challenge of a call that was refused for its credential: the scopes held and the one that is missing. */
export function refusalChallenge(exchange: Exchange, origins: Origins, refusal: Refusal): string {
  const held = callerOf(exchange).principal.connection.scopes;
  const { scope: missing } = refusal.body;
  const asked = missing === undefined ? scopes : scopes.filter((scope) => scope === missing || held.includes(scope));
  const code = refusal.code === 'UNAUTHORIZED' ? 'invalid_token' : 'insufficient_scope';
  return challenge(resourceMetadataUrl(exchange, origins), asked, { code, description: refusal.message });
}
