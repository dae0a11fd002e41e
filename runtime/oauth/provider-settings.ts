import type { AdapterFactory, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Kernel } from '../call/call.js';
import { scopes } from '../http/challenge.js';
import type { Outside } from '../outside/outside.js';
import { type DecidedProperty, decidedProperties, decideProperty } from './client-rules.js';
import { fetchBy, maxDocumentBytes } from './fetch-outside.js';
import type { Library } from './library.js';
import type { StrangerLimits } from './limits.js';
import { isOwnResource, resourceOf } from './resource.js';
import { signingKeys } from './signing-keys.js';

export interface ProviderParts {
  readonly adapter: AdapterFactory;
  readonly outside: Outside;
  readonly limits: StrangerLimits;
  /** Shows what went wrong to whoever looks at it. */
  readonly renderError: NonNullable<Configuration['renderError']>;
}

const hour = 3_600;
const day = 24 * hour;

const seconds = {
  AccessToken: hour,
  AuthorizationCode: 60,
  RefreshToken: 90 * day,
  /** For a person to sign in and to decide. */
  Interaction: hour,
  /** How long a browser knows which grants it may change. */
  Session: 90 * day,
  /** It ends with its connection. */
  Grant: 3_650 * day,
} as const;

/** The addresses of the authorization server, at the root of its issuer. */
export const paths = {
  authorization: '/authorize',
  token: '/token',
  registration: '/register',
  revocation: '/revoke',
  jwks: '/jwks',
} as const;

/** How oidc-provider is used here: authorization codes with PKCE for opaque tokens of one resource, and nothing else. */
export function providerSettings(
  { keys }: Kernel,
  issuer: string,
  { errors, interactionPolicy }: Library,
  { adapter, outside, limits, renderError }: ProviderParts,
): Configuration {
  const secure = issuer.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure } as const;
  const { Check, Prompt, base } = interactionPolicy;
  const policy = base();
  policy.remove('consent');
  // Also of a client that has been agreed to before: whoever answers is asked each time.
  const undecided = (ctx: KoaContextWithOIDC) => !ctx.oidc.result?.consent;
  policy.add(
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('undecided', 'The person has not decided yet.', undecided),
    ),
  );
  return {
    adapter,
    routes: { ...paths },
    ttl: seconds,
    jwks: { keys: signingKeys(keys.oauthSigning) },
    cookies: {
      keys: [...keys.oauthCookies],
      names: {
        session: `${secure ? '__Host-' : ''}toolwright-oauth`,
        interaction: `${secure ? '__Secure-' : ''}toolwright-asking`,
        resume: `${secure ? '__Secure-' : ''}toolwright-asked`,
      },
      long: cookie,
      short: cookie,
    },
    scopes: ['offline_access'],
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      id_token_signed_response_alg: 'EdDSA',
    },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      registration: { enabled: true, issueRegistrationAccessToken: false },
      clientIdMetadataDocument: {
        enabled: true,
        ack: 'draft-02',
        cacheDuration: { min: 60, max: hour },
        async allowFetch(ctx, clientId) {
          if (new URL(clientId).pathname === '/') return false;
          return ctx === undefined || (await limits.take('document', ctx.ip)) === 0;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, _client, oneOf) => oneOf ?? resourceOf(issuer),
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, asked) {
          if (!isOwnResource(issuer, asked)) {
            throw new errors.InvalidTarget(`Tokens are for ${resourceOf(issuer)} alone, not for what resource names.`);
          }
          return {
            scope: scopes.join(' '),
            audience: resourceOf(issuer),
            accessTokenFormat: 'opaque',
            accessTokenTTL: seconds.AccessToken,
          };
        },
      },
    },
    extraClientMetadata: {
      properties: [...decidedProperties],
      validator(_ctx, property, _value, metadata) {
        decideProperty(property as DecidedProperty, metadata, (sentence) => new errors.InvalidClientMetadata(sentence));
      },
    },
    extraParams: { scope: askForSomething },
    fetch: fetchBy(outside),
    fetchResponseBodyLimits: { 'client_id metadata document': maxDocumentBytes },
    interactions: { policy, url: (_ctx, { uid }) => `/account/connect/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    loadExistingGrant: ({ oidc }) => {
      const id = oidc.result?.consent?.grantId ?? oidc.session?.grantIdFor(oidc.client?.clientId ?? '');
      return id === undefined ? undefined : oidc.provider.Grant.find(id);
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    revokeGrantPolicy: () => true,
    clientBasedCORS: () => false,
    renderError,
  };
}

/** Whoever asks for none of the scopes there are asks to read (RFC 6749, 3.3). Others are not known and not granted. */
function askForSomething(ctx: KoaContextWithOIDC): void {
  const params = ctx.oidc.params ?? {};
  const asked = String(params.scope ?? '').split(' ');
  const known = asked.filter((scope) => scope === 'offline_access' || scopes.some((own) => own === scope));
  params.scope = (known.some((scope) => scope !== 'offline_access') ? known : [scopes[0], ...known]).join(' ');
}
