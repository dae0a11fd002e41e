import type { GitProviderName } from '../git/providers.js';

/** A repository of the local Git host, as code. The same code always makes the same hashes. */
export interface HostedRepository {
  readonly provider: GitProviderName;
  /** `forge/gift-cards`; its first half is the account that owns it. */
  readonly path: string;
  /** Read only by its owner's tokens. */
  readonly private?: true;
  /** From the first to the last, a commit each on `main`. Without any, the repository is empty. */
  readonly releases: readonly HostedRelease[];
}

export interface HostedRelease {
  readonly tag: string;
  /** When it was committed and tagged, as ISO 8601. */
  readonly at: string;
  /** All of the release's files by path. */
  readonly files: Readonly<Record<string, string>>;
}
