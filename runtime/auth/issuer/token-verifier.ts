import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import type { ClaimSet } from './claim-value.js';

export interface IssuerOptions {
  /** The identity provider's issuer, as its metadata and its tokens name it. */
  readonly issuer: string;
  /** What its tokens are for: this server. */
  readonly audience: string;
  /** To ask the issuer about opaque tokens (RFC 7662); without it JWTs alone are taken. */
  readonly client?: { readonly id: string; readonly secret: string };
  readonly fetch?: typeof fetch;
  readonly now?: () => Date;
}

export interface TokenVerifier {
  /** What a token says; null for one that is unknown, forged, expired, for another audience. Rejects where the issuer is silent. */
  verify(token: string): Promise<ClaimSet | null>;
}

/** The answer came, but is no use: the issuer is at fault and not the token. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

interface IssuerMetadata {
  readonly issuer?: unknown;
  readonly jwks_uri?: unknown;
  readonly introspection_endpoint?: unknown;
}

/** Signatures that only who has the private key can make: a shared secret would let every verifier forge. */
const algorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
/** RFC 9068, and what providers from before it write. */
const types = new Set([undefined, 'at+jwt', 'application/at+jwt', 'jwt']);
const clockToleranceSeconds = 15;
const timeoutMs = 5_000;

/** Verifies access tokens of another issuer: JWTs by its published keys (RFC 7517, RFC 9068), others by asking it. */
export function createTokenVerifier(options: IssuerOptions): TokenVerifier {
  const { issuer, audience, client, fetch: send = fetch, now = () => new Date() } = options;
  const metadata = rememberSuccess(() => readMetadata(issuer, send));
  const keys = rememberSuccess(async () => {
    const { jwks_uri: uri } = await metadata();
    if (typeof uri !== 'string') throw new IssuerUnavailable(`The metadata of ${issuer} has no jwks_uri.`);
    return createRemoteJWKSet(new URL(uri), { timeoutDuration: timeoutMs, [customFetch]: send });
  });

  async function verifyJwt(token: string): Promise<JWTPayload | null> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await keys(), {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: now(),
      });
      return types.has(protectedHeader.typ?.toLowerCase()) ? payload : null;
    } catch (error) {
      if (error instanceof errors.JWKSTimeout)
        throw new IssuerUnavailable(`${issuer} does not answer.`, { cause: error });
      if (error instanceof errors.JOSEError) return null;
      throw error instanceof IssuerUnavailable
        ? error
        : new IssuerUnavailable(`The keys of ${issuer} cannot be read.`, { cause: error });
    }
  }

  async function introspect(token: string, { id, secret }: { readonly id: string; readonly secret: string }) {
    const { introspection_endpoint: endpoint } = await metadata();
    if (typeof endpoint !== 'string') throw new IssuerUnavailable(`${issuer} has no introspection_endpoint.`);
    const answer = await ask(send, endpoint, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
        accept: 'application/json',
      },
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
    });
    return answer.active === true && isForUs(answer) ? answer : null;
  }

  function isForUs(said: ClaimSet): boolean {
    const meant = Array.isArray(said.aud) ? said.aud : [said.aud];
    const lives = typeof said.exp === 'number' && said.exp + clockToleranceSeconds > now().getTime() / 1_000;
    return lives && meant.includes(audience) && (said.iss === undefined || said.iss === issuer);
  }

  return {
    verify: async (token) => {
      if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return verifyJwt(token);
      return client === undefined ? null : introspect(token, client);
    },
  };
}

/** RFC 8414, else OpenID Connect Discovery. What names another issuer is not believed. */
async function readMetadata(issuer: string, send: typeof fetch): Promise<IssuerMetadata> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  ];
  let last: unknown;
  for (const place of places) {
    const found = await ask(send, place).catch((error: unknown) => {
      last = error;
      return null;
    });
    if (found?.issuer === issuer) return found;
  }
  throw new IssuerUnavailable(`${issuer} has no metadata that names it.`, { cause: last });
}

async function ask(send: typeof fetch, url: string, init: RequestInit = {}): Promise<ClaimSet> {
  try {
    const response = await send(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...init });
    const body: unknown = response.ok ? await response.json() : null;
    if (typeof body === 'object' && body !== null) return { ...body };
    throw new Error(`it answers ${response.status}`);
  } catch (error) {
    throw new IssuerUnavailable(`${new URL(url).origin} does not answer as it should.`, { cause: error });
  }
}

/** What has worked is asked for once; what has failed, again. */
function rememberSuccess<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}
