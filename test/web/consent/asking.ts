import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Visit } from '../visit.js';

export const redirectUri = 'http://127.0.0.1:33420/callback';

/** Registers a program, and returns where it sends its person. Rejects where it is refused. */
export async function askingUrl(
  url: string,
  metadata: object = {},
  { scope = 'mcp:read', ...more }: Readonly<Record<string, string>> = {},
): Promise<string> {
  const sent = {
    client_name: 'Test client',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'none',
    ...metadata,
  };
  const response = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  const client = (await response.json()) as { client_id: string };
  if (response.status !== 201) throw new Error(JSON.stringify(client));
  return authorizationUrl(url, client.client_id, { redirect_uri: sent.redirect_uris[0] ?? '', scope, ...more });
}

export const verifier = 'v'.repeat(64);

export function authorizationUrl(url: string, clientId: string, more: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    resource: `${url}/mcp`,
    state: 'the-state',
    ...more,
  });
  return `${url}/authorize?${asked}`;
}

/** The path of the page on which a person with this browser is asked. */
export async function askedAt(visit: Visit, url: string): Promise<string> {
  const response = await visit.send(url);
  const path = response.headers.get('location') ?? '';
  expect([response.status, path]).toEqual([303, expect.stringMatching(/^\/account\/connect\/[\w-]+$/)]);
  return path;
}

/** Follows the provider to where the program waits. */
export async function backAt(visit: Visit, decided: Response): Promise<URL> {
  expect(decided.status).toBe(303);
  const resumed = await visit.send(decided.headers.get('location') ?? '');
  expect(resumed.status).toBe(303);
  return new URL(resumed.headers.get('location') ?? '');
}
