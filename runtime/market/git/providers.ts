export const gitProviderNames = ['github', 'gitlab'] as const;
export type GitProviderName = (typeof gitProviderNames)[number];

/** As people know them. */
export const providerTitles: Readonly<Record<GitProviderName, string>> = { github: 'GitHub', gitlab: 'GitLab' };

/** What a provider gives for a code or a refresh token. Kept sealed, shown to nobody. */
export interface GitTokens {
  readonly access: string;
  /** Null where the access token lives until it is revoked. */
  readonly refresh: string | null;
  readonly expiresAt: Date | null;
}

/** Where a person is sent, and what they come back with. */
export interface Authorization {
  /** Ours, random: comes back with the code. */
  readonly state: string;
  /** Of PKCE (RFC 7636): kept here, its hash is sent. */
  readonly verifier: string;
  /** Where they come back to. */
  readonly redirectUri: string;
}

/** The provider does not take what it once gave: a person must agree again. */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused';
}

/** An application as a provider knows it. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** One provider of Git repositories that people sign in to, through its own API. */
export interface GitProvider {
  readonly name: GitProviderName;
  /** As people know it: `GitHub`. */
  readonly title: string;
  /** The origin that its tokens are of; a stand-in's are of another one. */
  readonly issuer: string;
  /** Where its repositories are: `https://github.com`. */
  readonly web: string;
  /** Where a person's browser is sent. */
  authorizationUrl(authorization: Authorization): string;
  /** Throws GrantRefused for a code or refresh token that it does not take. */
  exchange(code: string, authorization: Authorization, signal: AbortSignal): Promise<GitTokens>;
  refresh(refreshToken: string, signal: AbortSignal): Promise<GitTokens>;
  /** Resolves as well where the provider does not know the token any more. */
  revoke(accessToken: string, signal: AbortSignal): Promise<void>;
  /** The login that the token acts as. */
  whoAmI(accessToken: string, signal: AbortSignal): Promise<string>;
}

export interface GitProviders {
  /** Null where nothing is configured for it and no stand-in is there. */
  of(name: GitProviderName): GitProvider | null;
  /** Whose repository an address leads to; null for hosts that need no sign-in that we could have. */
  owning(url: URL): GitProviderName | null;
}

declare module 'toolwright/runtime' {
  interface EffectClients {
    git: GitProviders;
  }
}
