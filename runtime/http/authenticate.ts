import type { Kernel } from '../call/call.js';
import type { Credential } from '../principal.js';
import { isFormToken } from '../web/form-token.js';
import { readCookie } from '../web/session-cookie.js';
import { challenge, firstScopes, resourceMetadataUrl } from './challenge.js';
import type { Exchange, Stage } from './exchange.js';
import type { Origins } from './origins.js';
import { asksForCredential, takesCookie } from './paths.js';
import { refuse } from './refused-request.js';

/**
 * Makes a Principal of `Authorization: Bearer …`, or, over REST, of the browser's session where no such header is sent. No
 * credential and a bad one are both 401 with the challenge.
 */
export function authenticate(kernel: Kernel, origins: Origins): Stage {
  return async (exchange, next) => {
    if (!asksForCredential(exchange.path)) return next();
    const header = exchange.get('authorization');
    const session = clientSession(kernel, exchange);
    const credential = header === '' ? browserSession(kernel, exchange, session) : bearer(header, session);
    const principal = credential && (await kernel.host.identify(credential));
    if (credential === null || principal === null) {
      const error = { code: 'invalid_token', description: 'The credential is unknown, revoked or expired' } as const;
      const metadataUrl = resourceMetadataUrl(exchange, origins);
      const asks = challenge(metadataUrl, firstScopes, header === '' ? undefined : error);
      throw refuse(kernel.server, 'UNAUTHORIZED', { headers: { 'WWW-Authenticate': asks } });
    }
    exchange.state.caller = { principal, refresh: () => kernel.host.identify(credential, { fresh: true }) };
    return next();
  };
}

function bearer(header: string, session: string | null): Credential | null {
  const value = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  return value === undefined ? null : { kind: 'bearer', value, session };
}

/** Another site can make a browser send its cookie, so whatever is more than reading shows that one of our pages asked. */
function browserSession(kernel: Kernel, exchange: Exchange, session: string | null): Credential | null {
  const cookie = takesCookie(exchange.path) ? readCookie(kernel, exchange, 'session') : null;
  if (cookie === null) return null;
  const reads = exchange.method === 'GET' || exchange.method === 'HEAD';
  if (!reads && !isFormToken(kernel, 'session', { cookie, token: exchange.get('x-csrf-token') })) {
    throw refuse(kernel.server, 'INVALID_REQUEST', {
      http: 403,
      message: 'With a browser session send X-CSRF-TOKEN, the csrf_token that GET /account/session answers.',
    });
  }
  return { kind: 'session', value: cookie, session };
}

/** The client's own session id, on which state such as the active organization may hang. */
function clientSession(kernel: Kernel, exchange: Exchange): string | null {
  const session = exchange.get('mcp-session-id') || exchange.get('x-mcp-session-id');
  if (session === '') return null;
  if (/^[\x21-\x7e]{1,200}$/.test(session)) return session;
  throw refuse(kernel.server, 'INVALID_REQUEST', {
    message: 'A session id is 1 to 200 visible ASCII characters.',
  });
}
