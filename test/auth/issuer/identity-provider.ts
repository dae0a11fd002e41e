import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  readonly issuer: string;
  /** For asking about opaque tokens. */
  readonly client: { readonly id: string; readonly secret: string };
  /** A token that it issues itself, with these claims beside its own; with `opaque` one that only it can read. */
  issue(claims: object, options?: { readonly opaque?: true; readonly audience?: string }): Promise<string>;
  /** Signed with its key, whatever is said. */
  sign(payload: object, header?: object): Promise<string>;
  revoke(token: string): Promise<void>;
  /** Requests by path. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const audience = 'https://market.example/mcp';
const secret = 'a-secret-of-the-resource-server-0123456789';

/** Somebody else's authorization server: a second `oidc-provider`, with everything in memory. */
export async function openIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const asked: string[] = [];
  let claims: object = {};
  let opaque = false;
  let wanted = audience;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    clients: [
      {
        client_id: 'market',
        client_secret: secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    scopes: ['mcp:read', 'mcp:write'],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'mcp:read mcp:write',
          audience: wanted,
          accessTokenFormat: opaque ? 'opaque' : 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: () => ({ ...claims }),
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${new URL(request.url ?? '/', issuer).pathname}`);
    handle(request, response);
  });
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${issuer}${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`market:${secret}`).toString('base64')}` },
      body: new URLSearchParams(fields),
    });
  return {
    issuer,
    client: { id: 'market', secret },
    asked,
    async issue(said, options = {}) {
      claims = said;
      opaque = options.opaque ?? false;
      wanted = options.audience ?? audience;
      const fields = { grant_type: 'client_credentials', scope: 'mcp:read mcp:write', resource: wanted };
      const { access_token: token } = (await (await post('/token', fields)).json()) as { access_token?: string };
      if (token === undefined) throw new Error('The identity provider issued no token.');
      return token;
    },
    sign: (payload, header = {}) =>
      new SignJWT({ iss: issuer, aud: audience, sub: 'x', exp: Math.floor(Date.now() / 1000) + 600, ...payload })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'at+jwt', ...header })
        .sign(privateKey),
    async revoke(token) {
      await post('/token/revocation', { token });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
