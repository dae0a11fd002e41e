/** What a 401 says of how to get a credential (RFC 6750, RFC 9728). */
export interface Challenge {
  readonly metadataUrl: string | null;
  /** What to ask for at first; null where it does not say. */
  readonly scope: string | null;
}

/** The Bearer challenge of a WWW-Authenticate header; null where there is none. */
export function readChallenge(header: string): Challenge | null {
  const bearer = /(?:^|,\s*)Bearer(?:\s+(.*))?$/is.exec(header);
  if (bearer === null) return null;
  const parameter = (name: string) => {
    const found = new RegExp(`(?:^|[\\s,])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(bearer[1] ?? '');
    return found ? (found[1]?.replace(/\\(.)/g, '$1') ?? found[2] ?? null) : null;
  };
  return { metadataUrl: parameter('resource_metadata'), scope: parameter('scope') };
}
