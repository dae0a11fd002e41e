import type { OAuthClientProvider as SecondProvider } from '@modelcontextprotocol/client';
import type { OAuthClientProvider as FirstProvider } from '@modelcontextprotocol/sdk/client/auth.js';

export interface ClientSetting {
  readonly redirectUrl: string;
  /** The URL of its metadata document; without it, it registers. */
  readonly clientMetadataUrl?: string;
}

/** What a program with either library keeps, and where it last wanted to send its person. */
export interface Remembered {
  sentTo: URL | null;
  client: { client_id: string } | undefined;
  tokens: { access_token: string; refresh_token?: string | undefined; scope?: string | undefined } | undefined;
}

/** The same for both libraries: a program that remembers in memory and opens no browser by itself. */
export function clientProvider({ redirectUrl, clientMetadataUrl }: ClientSetting): {
  readonly provider: FirstProvider & SecondProvider;
  readonly remembered: Remembered;
} {
  const remembered: Remembered = { sentTo: null, client: undefined, tokens: undefined };
  let verifier = '';
  let discovered: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: the two libraries name the same things by types of their own
  const provider: any = {
    redirectUrl,
    ...(clientMetadataUrl !== undefined && { clientMetadataUrl }),
    clientMetadata: { client_name: 'Test client', redirect_uris: [redirectUrl] },
    clientInformation: () => remembered.client,
    saveClientInformation: (client: Remembered['client']) => {
      remembered.client = client;
    },
    tokens: () => remembered.tokens,
    saveTokens: (tokens: Remembered['tokens']) => {
      remembered.tokens = tokens;
    },
    redirectToAuthorization: (url: URL) => {
      remembered.sentTo = url;
    },
    saveCodeVerifier: (text: string) => {
      verifier = text;
    },
    codeVerifier: () => verifier,
    invalidateCredentials: (what: string) => {
      if (what === 'all' || what === 'tokens') remembered.tokens = undefined;
    },
    discoveryState: () => discovered,
    saveDiscoveryState: (state: unknown) => {
      discovered = state;
    },
  };
  return { provider, remembered };
}
