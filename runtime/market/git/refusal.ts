/** Why a repository cannot be read at all. */
export type RefusalKind = 'private' | 'not_found' | 'not_git' | 'empty' | 'too_large' | 'too_slow' | 'unreachable';

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

const patterns: readonly (readonly [RegExp, RefusalKind, string])[] = [
  [
    /could not read (Username|Password)|Authentication failed|terminal prompts disabled|returned error: 40[13]/,
    'private',
    'The host asks for a sign-in: the repository is private, or there is none.',
  ],
  [/repository '.*' not found|returned error: 404/, 'not_found', 'The host has no repository at this address.'],
  [
    /returned error: 30[1278]/,
    'not_found',
    'The address leads on to another one. Give the address at which the repository really is.',
  ],
  [
    /is this a git repository|not a valid|dumb http transport|invalid server response|protocol error|bad line length/,
    'not_git',
    'What answers at this address is not a Git repository.',
  ],
  [
    /died of signal (25|9|11)|Out of memory|File too large|invalid index-pack output|mmap failed/,
    'too_large',
    'The repository is larger than is taken. Keep large files out of it.',
  ],
];

/** What `git` wrote while it talked to a host, as a refusal. */
export function refusalOf(stderr: string): RepositoryRefusal {
  for (const [pattern, kind, message] of patterns) {
    if (pattern.test(stderr)) return new RepositoryRefusal(kind, message);
  }
  return new RepositoryRefusal('unreachable', 'The host of the repository does not answer as a Git host does.');
}
