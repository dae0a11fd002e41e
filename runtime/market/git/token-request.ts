import { createHash } from 'node:crypto';
import { type GitTokens, GrantRefused } from './providers.js';

/** For one request to a provider. */
const requestMs = 10_000;

/** What both providers may say of a code or refresh token that they do not take. */
const refusals = new Set([
  'bad_verification_code',
  'bad_refresh_token',
  'invalid_grant',
  'incorrect_client_credentials',
]);

/** Ends with the call, and in any case soon. */
export function inTime(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(requestMs)]);
}

export interface Posted {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a form to an endpoint of OAuth. Nothing of what was sent is ever in an error. */
export async function postForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
    signal: inTime(signal),
    redirect: 'error',
  });
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, body: typeof body === 'object' && body !== null ? { ...body } : {} };
}

/** Asks for tokens. GitHub refuses with status 200, GitLab with 400: what counts is whether there is a token. */
export async function requestTokens(
  url: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<GitTokens> {
  const asked = Date.now();
  const { status, body } = await postForm(url, fields, signal);
  const { access_token: access, refresh_token: refresh, expires_in: seconds, error } = body;
  if (typeof access === 'string' && access !== '') {
    return {
      access,
      refresh: typeof refresh === 'string' ? refresh : null,
      expiresAt: typeof seconds === 'number' ? new Date(asked + seconds * 1000) : null,
    };
  }
  const { host } = new URL(url);
  if (typeof error === 'string' && refusals.has(error)) throw new GrantRefused(`${host} refuses: ${error}.`);
  throw new Error(`${host} gives no token and answers with status ${status}.`);
}

/** PKCE's S256 (RFC 7636, 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
