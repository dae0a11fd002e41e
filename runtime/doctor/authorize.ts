import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, type Fetch, readObject } from './ask.js';
import type { TokenRequest } from './check-server.js';
import { DeadEnd } from './finding.js';
import { type Registered, register } from './register.js';

const patienceMs = 300_000;

/** What the browser came back with. */
interface Answered {
  readonly code: string;
  readonly redirectUri: string;
}

/**
 * A token by the browser of whoever checks (RFC 8252): registers, has `show` tell the address to open, waits five minutes for
 * the browser to come back to a port of loopback, and exchanges the code. Throws DeadEnd.
 */
export async function authorizeByBrowser(
  fetch: Fetch,
  request: TokenRequest,
  show: (url: string) => void,
): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const loopback = createServer();
  await new Promise<void>((resolve) => loopback.listen(0, '127.0.0.1', resolve));
  try {
    const redirectUri = `http://127.0.0.1:${(loopback.address() as AddressInfo).port}/callback`;
    const client = await register(fetch, request.metadata, redirectUri);
    const coming = comeBack(loopback, state, request);
    show(authorizationUrl(request, { client, redirectUri, state, verifier }));
    const code = await coming;
    return await exchange(fetch, request, { client, verifier, answered: { code, redirectUri } });
  } finally {
    loopback.close();
    loopback.closeAllConnections();
  }
}

function authorizationUrl(
  { metadata, resource, scope }: TokenRequest,
  asked: {
    readonly client: Registered;
    readonly redirectUri: string;
    readonly state: string;
    readonly verifier: string;
  },
): string {
  const url = new URL(String(metadata.authorization_endpoint));
  const parameters = {
    response_type: 'code',
    client_id: asked.client.clientId,
    redirect_uri: asked.redirectUri,
    state: asked.state,
    resource,
    code_challenge: createHash('sha256').update(asked.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(scope !== null && { scope }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The code that the browser brings; answers of others are not ours. */
function comeBack(
  loopback: ReturnType<typeof createServer>,
  state: string,
  { metadata }: TokenRequest,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new DeadEnd('token', 'Nobody answered in the browser within five minutes.', 'Try again.'));
    }, patienceMs);
    loopback.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (pathname !== '/callback' || searchParams.get('state') !== state) {
        response.writeHead(404).end();
        return;
      }
      clearTimeout(late);
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end('Thank you. You can close this window and go back to the command line.\n');
      const problem = problemOf(searchParams, metadata.issuer);
      const code = searchParams.get('code');
      if (problem === null && code !== null) resolve(code);
      else reject(problem ?? new DeadEnd('token', 'The browser came back without a code.', 'Send `code` (RFC 6749).'));
    });
  });
}

function problemOf(answer: URLSearchParams, issuer: unknown): DeadEnd | null {
  const error = answer.get('error');
  if (error === 'access_denied') return new DeadEnd('token', 'It was refused in the browser.', 'Try again and agree.');
  if (error !== null) {
    const why = answer.get('error_description') ?? error;
    return new DeadEnd('token', `The authorization server refuses: ${why}.`, 'Mend what it names.');
  }
  const from = answer.get('iss');
  if (from !== null && from !== issuer) {
    return new DeadEnd(
      'token',
      `The answer comes from ${from}, not from ${String(issuer)}.`,
      'Do not trust it (RFC 9207).',
    );
  }
  return null;
}

async function exchange(
  fetch: Fetch,
  { metadata, resource }: TokenRequest,
  {
    client,
    verifier,
    answered,
  }: { readonly client: Registered; readonly verifier: string; readonly answered: Answered },
): Promise<string> {
  const answer = await ask(fetch, 'token', String(metadata.token_endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answered.code,
      redirect_uri: answered.redirectUri,
      client_id: client.clientId,
      code_verifier: verifier,
      resource,
      ...(client.clientSecret !== null && { client_secret: client.clientSecret }),
    }).toString(),
  });
  const told = readObject(answer);
  if (answer.status === 200 && typeof told?.access_token === 'string') return told.access_token;
  const why = String(told?.error_description ?? told?.error ?? 'without a word');
  throw new DeadEnd('token', `The code was not exchanged: ${answer.status}, ${why}.`, 'Mend the token endpoint.');
}
