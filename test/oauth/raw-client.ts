import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from './person.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
}

export interface Asked {
  readonly url: URL;
  readonly verifier: string;
}

/** A program that speaks OAuth by hand, so that it can do what no library would. */
export interface RawClient {
  readonly id: string;
  readonly redirectUri: string;
  /** Where a person is sent; what is undefined is left out. */
  ask(params?: Readonly<Record<string, string | undefined>>): Asked;
  token(fields: Readonly<Record<string, string>>): Promise<Answer>;
  exchange(code: string, verifier: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  refresh(token: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  revoke(token: string): Promise<Answer>;
  /** The whole way, with whoever is in front of the browser. */
  connect(person: Person, scope?: string): Promise<Tokens>;
}

export async function postForm(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export async function register(url: string, metadata: object): Promise<Answer> {
  const response = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metadata),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Registered at the server, or, with an id, as it is. */
export async function rawClient(
  url: string,
  { redirectUri = 'http://127.0.0.1:7777/callback', id }: { readonly redirectUri?: string; readonly id?: string } = {},
): Promise<RawClient> {
  const metadata = { client_name: 'Raw client', redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' };
  const grants = { grant_types: ['authorization_code', 'refresh_token'] };
  const registered = id === undefined ? await register(url, { ...metadata, ...grants }) : null;
  if (registered !== null) expect(registered.status, JSON.stringify(registered.body)).toBe(201);
  const clientId: string = id ?? registered?.body.client_id;
  const token = (fields: Readonly<Record<string, string>>) =>
    postForm(`${url}/token`, { client_id: clientId, ...fields });
  const client: RawClient = {
    id: clientId,
    redirectUri,
    ask(params = {}) {
      const verifier = randomBytes(32).toString('base64url');
      const query = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'mcp:read',
        state: 'a state',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        resource: `${url}/mcp`,
        ...params,
      };
      const sent = new URL(`${url}/authorize`);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) sent.searchParams.append(name, value);
      return { url: sent, verifier };
    },
    token,
    exchange: (code, verifier, fields = {}) =>
      token({
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectUri,
        ...fields,
      }),
    refresh: (refreshToken, fields = {}) =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...fields }),
    revoke: (revoked) => postForm(`${url}/revoke`, { client_id: clientId, token: revoked }),
    async connect(person, scope = 'mcp:read') {
      const { url: asked, verifier } = client.ask({ scope });
      const back = await person.answer(asked);
      const { status, body } = await client.exchange(back.searchParams.get('code') ?? '', verifier);
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    },
  };
  return client;
}

/** A call over REST with an access token. */
export async function call(url: string, token: string, tool = 'whoami', input: object = {}): Promise<Answer> {
  const response = await fetch(`${url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool, arguments: input }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
