/** How much of a stranger's repository is taken. Sizes in bytes. */
export interface RepositoryLimits {
  /** For everything that is asked of the host together, and the work on it, in milliseconds. */
  readonly time: number;
  /** Tags of the repository. */
  readonly tags: number;
  /** What is transferred: the pack that holds every release asked for. */
  readonly pack: number;
  /** A release, unpacked. */
  readonly release: number;
  /** Files and folders of a release. */
  readonly entries: number;
  readonly manifest: number;
  /** The archive of a release. */
  readonly archive: number;
  /** All archives that are built at once. */
  readonly archives: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: RepositoryLimits = {
  time: 40_000,
  tags: 1000,
  pack: 64 * MiB,
  release: 128 * MiB,
  entries: 20_000,
  manifest: 256 * 1024,
  archive: 32 * MiB,
  archives: 128 * MiB,
};
