import type { Outside } from '../../outside/outside.js';
import type { SignIn } from './find-repository.js';
import type { GitAccess } from './git-access.js';
import type { GitProviderName, GitProviders } from './providers.js';
import { type RepositoryReading, type RepositoryRequest, readRepository } from './read-repository.js';
import { RepositoryRefusal } from './refusal.js';

/** What reads repositories, in the name of people who have connected their providers. */
export interface SourceReader {
  readonly outside: Outside;
  readonly gitProviders: GitProviders;
  readonly gitAccess: GitAccess;
}

export interface SourceReading {
  readonly reading: RepositoryReading;
  /** Whose repository it is. */
  readonly provider: GitProviderName | null;
  /** Whether somebody's integration had to open it. */
  readonly signedIn: boolean;
}

/** The repository wants a sign-in, and its provider is one that the person could connect. */
export class Unconnected extends Error {
  override readonly name = 'Unconnected';

  constructor(readonly provider: GitProviderName) {
    super(`The repository is private, and ${provider} is not connected.`);
  }
}

/**
 * Reads a repository as everybody may, and only where its host asks for a sign-in as the person. Throws
 * RepositoryRefusal, or Unconnected. Asks strangers: for `ctx.outside`.
 */
export async function readSource(
  reader: SourceReader,
  customerId: string,
  request: Omit<RepositoryRequest, 'signIn'> & { readonly signal: AbortSignal },
): Promise<SourceReading> {
  const { outside, gitProviders } = reader;
  const provider = URL.canParse(request.url) ? gitProviders.owning(new URL(request.url)) : null;
  try {
    const reading = await readRepository(outside, { ...request, signIn: null });
    return { reading, provider, signedIn: false };
  } catch (error) {
    const asks = error instanceof RepositoryRefusal && error.kind === 'private';
    if (!asks || provider === null) throw error;
    const signIn = await signInOf(reader, customerId, { provider, signal: request.signal });
    return { reading: await readRepository(outside, { ...request, signIn }), provider, signedIn: true };
  }
}

/** Both providers take their OAuth tokens as the password of this user. */
const TOKEN_USER = 'oauth2';

async function signInOf(
  { gitAccess }: SourceReader,
  customerId: string,
  { provider, signal }: { readonly provider: GitProviderName; readonly signal: AbortSignal },
): Promise<SignIn> {
  const token = await gitAccess.tokenFor(customerId, provider, signal);
  if (token === null) throw new Unconnected(provider);
  return { user: TOKEN_USER, token };
}
