import type { EffectCall } from 'toolwright/runtime';

export const gitProviderNames = ['github', 'gitlab'] as const;
export type GitProviderName = (typeof gitProviderNames)[number];

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

/** One provider of Git repositories that people sign in to, through its own API. */
export interface GitProvider {
  readonly name: GitProviderName;
  /** As people know it: `GitHub`. */
  readonly title: string;
  authorizationUrl(authorization: Authorization): string;
  exchange(code: string, authorization: Authorization, signal: AbortSignal): Promise<GitTokens>;
  refresh(refreshToken: string, signal: AbortSignal): Promise<GitTokens>;
  /** Resolves as well where the provider does not know the token any more. */
  revoke(tokens: Pick<GitTokens, 'access'>, call: Pick<EffectCall, 'signal'>): Promise<void>;
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
