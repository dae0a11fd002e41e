import type { CredentialPair } from './credentials.js';

interface AuthJson {
  readonly 'http-basic': { readonly [host: string]: { readonly username: string; readonly password: string } };
}

interface ComposerJson {
  readonly repositories: { readonly type: 'composer'; readonly url: string }[];
  readonly config?: { readonly 'secure-http': boolean };
}

/** What to paste into auth.json. Composer looks the host up with its port, which `URL.host` leaves out where default. */
export function authJson(publicUrl: string, pair: CredentialPair): AuthJson {
  return { 'http-basic': { [new URL(publicUrl).host]: { username: pair.public_key, password: pair.private_key } } };
}

/** What to merge into composer.json: the repository, and on plain http the switch without which Composer refuses it. */
export function composerJson(publicUrl: string): ComposerJson {
  const repositories = [{ type: 'composer' as const, url: new URL('/composer', publicUrl).href }];
  return new URL(publicUrl).protocol === 'http:'
    ? { repositories, config: { 'secure-http': false } }
    : { repositories };
}
