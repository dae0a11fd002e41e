import { ask, type Fetch } from './ask.js';
import { type Challenge, readChallenge } from './challenge.js';
import { message } from './conversation.js';
import { DeadEnd, type Finding } from './finding.js';

/** How a server met who came without a credential. */
export interface Endpoint {
  /** Null: it asks for none. */
  readonly challenge: Challenge | null;
  readonly finding: Finding;
}

/** Whether there is an MCP endpoint at an address, and what it asks for. Throws DeadEnd. */
export async function findEndpoint(fetch: Fetch, url: string): Promise<Endpoint> {
  const answer = await ask(fetch, 'endpoint', url, message('server/discover', {}));
  const { status, headers } = answer;
  if (status === 401) {
    const challenge = readChallenge(headers['www-authenticate'] ?? '');
    if (challenge?.metadataUrl != null) {
      const told = 'It asks for a credential with 401 and says where to read how to get one.';
      return { challenge, finding: { station: 'endpoint', outcome: 'good', told } };
    }
    return {
      challenge: challenge ?? { metadataUrl: null, scope: null },
      finding: {
        station: 'endpoint',
        outcome: 'warning',
        told: 'It answers 401 without `resource_metadata` in WWW-Authenticate: clients have to guess where the metadata is.',
        mend: 'Send `WWW-Authenticate: Bearer resource_metadata="https://<host>/.well-known/oauth-protected-resource/<path>"` (RFC 9728, 5.1).',
      },
    };
  }
  if (status >= 300 && status < 400) {
    throw new DeadEnd(
      'endpoint',
      `It redirects to ${headers.location ?? 'nowhere'}.`,
      'Give clients the address where it ends: they send no body along.',
    );
  }
  const type = headers['content-type'] ?? '';
  if (/text\/html/.test(type)) {
    throw new DeadEnd(
      'endpoint',
      `A web page answers there, with ${status}, not an MCP server.`,
      `The endpoint is often at /mcp: try ${new URL('/mcp', url).href}.`,
    );
  }
  if (status === 403) {
    throw new DeadEnd(
      'endpoint',
      'It answers 403 before it asks for a credential.',
      'Let requests without an Origin header through, and allow the Host that clients use (PUBLIC_URL of a Toolwright server).',
    );
  }
  if (status === 404 || status === 405) {
    throw new DeadEnd(
      'endpoint',
      `It answers ${status} to a POST.`,
      `The endpoint is often at /mcp: try ${new URL('/mcp', url).href}.`,
    );
  }
  if (status >= 500) {
    throw new DeadEnd('endpoint', `It answers ${status}.`, 'Look into the log of the server.');
  }
  return {
    challenge: null,
    finding: { station: 'endpoint', outcome: 'good', told: 'It answers without asking for a credential.' },
  };
}
