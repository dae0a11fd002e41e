import type { Outside } from '../../outside/outside.js';
import { OutsideError } from '../../outside/outside-error.js';
import type { Target } from '../../outside/target.js';
import { RepositoryRefusal } from './refusal.js';

/** A repository that answers: where, and what its host wants to be told with each request. */
export interface FoundRepository {
  readonly target: Target;
  /** The value of the header `Authorization`; null where everybody may read. */
  readonly authorization: string | null;
}

/** What Git hosts take in the place of a user's name and password. */
export interface SignIn {
  readonly user: string;
  readonly token: string;
}

const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement';

/**
 * Asks for what Git itself will ask for first (git-scm.com/docs/http-protocol), since git tells refusals apart in words
 * alone, and would take any page for a repository of its oldest protocol. Throws RepositoryRefusal.
 */
export async function findRepository(
  outside: Outside,
  url: string,
  { signIn, signal }: { readonly signIn: SignIn | null; readonly signal: AbortSignal },
): Promise<FoundRepository> {
  const authorization = signIn && `Basic ${Buffer.from(`${signIn.user}:${signIn.token}`).toString('base64')}`;
  const headers = { 'git-protocol': 'version=2', ...(authorization !== null && { authorization }) };
  try {
    const target = await outside.resolve(url);
    const asked = { headers, signal, timeoutMs: 15_000, maxBytes: 8 * 1024 * 1024 };
    const answer = await outside.fetch(`${url}/info/refs?service=git-upload-pack`, asked);
    const refusal = refusalOfAnswer(answer.status, answer.headers['content-type']);
    if (refusal !== null) throw refusal;
    return { target, authorization };
  } catch (error) {
    if (error instanceof OutsideError) throw new RepositoryRefusal('address', error.message);
    throw error;
  }
}

function refusalOfAnswer(status: number, type: string | undefined): RepositoryRefusal | null {
  if (status === 401 || status === 403) {
    const message = 'The host asks for a sign-in: the repository is private, or there is none.';
    return new RepositoryRefusal('private', message);
  }
  if (status === 404 || status === 410) {
    return new RepositoryRefusal('not_found', 'The host has no repository at this address.');
  }
  if (status >= 300 && status < 400) {
    const message = 'The address leads on to another one. Give the address at which the repository really is.';
    return new RepositoryRefusal('not_found', message);
  }
  if (status !== 200) {
    return new RepositoryRefusal('unreachable', `The host of the repository answers with status ${status}. Try later.`);
  }
  return type === ADVERTISEMENT
    ? null
    : new RepositoryRefusal('not_git', 'What answers at this address is not a Git repository.');
}
