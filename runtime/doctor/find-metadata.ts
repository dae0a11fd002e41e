import { ask, type Fetch, readObject } from './ask.js';
import { DeadEnd, type Finding, type Station } from './finding.js';

export type Metadata = Readonly<Record<string, unknown>>;

export interface Found {
  readonly metadata: Metadata;
  readonly findings: readonly Finding[];
}

/** The document that describes the resource (RFC 9728), at the address that the challenge names, else where it has to be. */
export async function findResource(fetch: Fetch, url: string, named: string | null): Promise<Found> {
  const path = new URL(url).pathname.replace(/\/$/, '');
  const usual = [`/.well-known/oauth-protected-resource${path}`, '/.well-known/oauth-protected-resource'];
  const places = named === null ? usual.map((place) => new URL(place, url).href) : [named];
  const metadata = await firstOf(fetch, 'resource', places);
  if (metadata === null) {
    throw new DeadEnd(
      'resource',
      `There is no protected-resource metadata at ${places.join(' or ')}.`,
      'Serve the document of RFC 9728 there, with `resource` and `authorization_servers`.',
    );
  }
  const servers = metadata.authorization_servers;
  if (!Array.isArray(servers) || typeof servers[0] !== 'string') {
    throw new DeadEnd(
      'resource',
      'The protected-resource metadata names no authorization server: clients can only be given a key by hand.',
      'List at least one issuer under `authorization_servers`.',
    );
  }
  return { metadata, findings: [judgeResource(metadata, url, servers[0])] };
}

function judgeResource({ resource }: Metadata, url: string, issuer: string): Finding {
  if (resource === url) {
    return { station: 'resource', outcome: 'good', told: `It is ${resource}, and ${issuer} lets people in.` };
  }
  const bare = (text: string) => text.replace(/\/$/, '');
  const near = typeof resource === 'string' && (bare(url) === bare(resource) || url.startsWith(`${bare(resource)}/`));
  return {
    station: 'resource',
    outcome: near ? 'warning' : 'bad',
    told: `Its \`resource\` is ${JSON.stringify(resource)}, but clients came to ${url} and compare the two.`,
    mend: `Let \`resource\` be ${url}, or give clients the address that it names.`,
  };
}

/** What an authorization server says of itself (RFC 8414, else OpenID Connect Discovery). */
export async function findIssuer(fetch: Fetch, issuer: string): Promise<Found> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    ...(path === '' ? [] : [`${origin}${path}/.well-known/openid-configuration`]),
  ];
  const metadata = await firstOf(fetch, 'issuer', places);
  if (metadata === null) {
    throw new DeadEnd(
      'issuer',
      `${issuer} serves no metadata at ${places.join(', nor at ')}.`,
      'Serve the document of RFC 8414 at the first of them, for browsers and others without a credential.',
    );
  }
  return { metadata, findings: [...judgeIssuer(metadata, issuer)] };
}

function* judgeIssuer(metadata: Metadata, issuer: string): Generator<Finding> {
  if (metadata.issuer !== issuer) {
    throw new DeadEnd(
      'issuer',
      `Its metadata says that it is ${JSON.stringify(metadata.issuer)}, not ${issuer}: clients must not believe it (RFC 8414, 3.3).`,
      'Make `issuer` and the address under `authorization_servers` the same, to the last slash.',
    );
  }
  for (const name of ['authorization_endpoint', 'token_endpoint']) {
    if (typeof metadata[name] !== 'string') {
      throw new DeadEnd('issuer', `Its metadata has no \`${name}\`.`, 'Add its address.');
    }
  }
  const methods = metadata.code_challenge_methods_supported;
  if (!Array.isArray(methods) || !methods.includes('S256')) {
    throw new DeadEnd(
      'issuer',
      'Its metadata does not say that it takes PKCE with S256, and MCP clients refuse to go on without.',
      'Put `"S256"` into `code_challenge_methods_supported`.',
    );
  }
  yield { station: 'issuer', outcome: 'good', told: `${issuer} takes authorization codes with PKCE.` };
  if (metadata.authorization_response_iss_parameter_supported !== true) {
    yield {
      station: 'issuer',
      outcome: 'warning',
      told: 'It does not name itself in its answers (`iss`, RFC 9207), so clients of several servers can be confused.',
      mend: 'Send `iss` with every answer and set `authorization_response_iss_parameter_supported`.',
    };
  }
}

async function firstOf(fetch: Fetch, station: Station, places: readonly string[]): Promise<Metadata | null> {
  for (const place of places) {
    if (!URL.canParse(place)) continue;
    const answer = await ask(fetch, station, place, { headers: { accept: 'application/json' } });
    const metadata = answer.status === 200 ? readObject(answer) : null;
    if (metadata !== null) return metadata;
  }
  return null;
}
