/** Why a repository cannot be read at all. */
export type RefusalKind =
  | 'address'
  | 'private'
  | 'not_found'
  | 'not_git'
  | 'empty'
  | 'too_large'
  | 'too_slow'
  | 'unreachable';

/** Thrown in the place of what `git` says, which may hold more than a caller should see. The message is a sentence. */
export class RepositoryRefusal extends Error {
  override readonly name = 'RepositoryRefusal';

  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message);
  }
}

/** How git says that it, or what it has started, has met a limit of `runGit`. */
const OVER = /died of signal (25|9|11)|Out of memory|File too large|invalid index-pack output|mmap failed/;

/** What `git` wrote while it talked to a host that answers as Git hosts do, as a refusal. */
export function refusalOf(stderr: string): RepositoryRefusal {
  return OVER.test(stderr)
    ? new RepositoryRefusal('too_large', 'The repository is larger than is taken. Keep large files out of it.')
    : new RepositoryRefusal('unreachable', 'The host of the repository does not answer as a Git host does.');
}
