import type { Fetch } from './ask.js';
import { listTools } from './conversation.js';
import { findEndpoint } from './find-endpoint.js';
import { findIssuer, findResource, type Metadata } from './find-metadata.js';
import { DeadEnd, type Finding } from './finding.js';
import { judgeTools } from './judge-tools.js';
import { judgeRegistration } from './register.js';

/** What a token is asked for. */
export interface TokenRequest {
  readonly metadata: Metadata;
  /** RFC 8707. */
  readonly resource: string;
  /** What the server's challenge asks for; null: whatever it gives. */
  readonly scope: string | null;
}

export interface CheckOptions {
  readonly fetch: Fetch;
  /** A key or an access token, where there is one already. */
  readonly token?: string;
  /** Goes the person's part of the way. Throws DeadEnd. Without it the check ends before. */
  readonly authorize?: (request: TokenRequest) => Promise<string>;
}

/**
 * Walks a client's way to the tools of an MCP server: endpoint, metadata, registration, token, tools/list. Tells what it finds as
 * it goes, and ends where there is no way on.
 */
export async function* checkServer(address: string, options: CheckOptions): AsyncGenerator<Finding> {
  try {
    yield* walk(readUrl(address), options);
  } catch (error) {
    if (!(error instanceof DeadEnd)) throw error;
    yield error.finding;
  }
}

async function* walk(url: string, { fetch, token, authorize }: CheckOptions): AsyncGenerator<Finding> {
  yield { station: 'address', outcome: 'good', told: `This is about ${url}.` };
  const { challenge, finding } = await findEndpoint(fetch, url);
  yield finding;
  if (challenge === null) return yield* tools(fetch, url, token ?? null);
  const request = yield* discover(fetch, url, challenge);
  if (token !== undefined) return yield* tools(fetch, url, token);
  if (authorize === undefined) return;
  const granted = await authorize(request);
  yield { station: 'token', outcome: 'good', told: 'A token was granted.' };
  yield* tools(fetch, url, granted);
}

async function* discover(
  fetch: Fetch,
  url: string,
  challenge: { readonly metadataUrl: string | null; readonly scope: string | null },
): AsyncGenerator<Finding, TokenRequest> {
  const resource = await findResource(fetch, url, challenge.metadataUrl);
  yield* resource.findings;
  const [issuer] = resource.metadata.authorization_servers as readonly string[];
  const server = await findIssuer(fetch, issuer ?? '');
  yield* server.findings;
  yield judgeRegistration(server.metadata);
  return { metadata: server.metadata, resource: String(resource.metadata.resource), scope: challenge.scope };
}

async function* tools(fetch: Fetch, url: string, token: string | null): AsyncGenerator<Finding> {
  yield* judgeTools(await listTools(fetch, url, token));
}

function readUrl(address: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new DeadEnd(
      'address',
      `'${address}' is no address of an HTTP server.`,
      'Write it whole: https://example.com/mcp.',
    );
  }
  // A server is often named by its host alone.
  return url.pathname === '/' ? new URL('/mcp', url).href : url.href;
}
