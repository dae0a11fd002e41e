import type { RepositoryLimits } from './limits.js';
import { RepositoryRefusal, refusalOf } from './refusal.js';
import { GitFailure, type GitFolder, runGit } from './run-git.js';

/** A tag and the commit that it stands for. */
export interface RemoteTag {
  readonly tag: string;
  readonly commit: string;
}

/** A line of an answer is at most a hash and a reference's name, which hosts limit to a few hundred signs. */
const LINE = 400;

/** All tags of a repository, asked for without fetching anything. An annotated tag is told as what it tags. */
export async function listTags(
  folder: GitFolder,
  url: string,
  limits: RepositoryLimits,
): Promise<readonly RemoteTag[]> {
  const tooMany = () =>
    new RepositoryRefusal('too_large', `The repository has more than ${limits.tags} tags, which is the limit.`);
  const most = limits.tags * 2 * LINE;
  const listed = await asking(runGit(folder, ['ls-remote', '--', url, 'refs/tags/*'], { most, onOverflow: tooMany }));
  const commits = new Map<string, string>();
  for (const line of listed.toString('utf8').split('\n')) {
    const [, commit, tag, peeled] = /^([0-9a-f]{40})\trefs\/tags\/(.+?)(\^\{\})?$/.exec(line) ?? [];
    if (commit === undefined || tag === undefined) continue;
    // What an annotated tag tags follows it.
    if (peeled !== undefined || !commits.has(tag)) commits.set(tag, commit);
  }
  if (commits.size > limits.tags) throw tooMany();
  return [...commits].map(([tag, commit]) => ({ tag, commit }));
}

/** Brings the tags' commits, without the history before them, into the folder. */
export async function fetchTags(folder: GitFolder, url: string, tags: readonly RemoteTag[]): Promise<void> {
  if (tags.length === 0) return;
  const options = [
    '--quiet',
    '--depth=1',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--no-auto-gc',
  ];
  const input = tags.map(({ tag }) => `+refs/tags/${tag}:refs/tags/${tag}\n`).join('');
  const onOverflow = () => new RepositoryRefusal('unreachable', 'The host of the repository says too much.');
  await asking(runGit(folder, ['fetch', ...options, '--stdin', '--', url], { input, most: 100_000, onOverflow }));
}

async function asking<T>(running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    throw error instanceof GitFailure ? refusalOf(error.stderr) : error;
  }
}

/** When commits that have been fetched were made. */
export async function commitTimes(folder: GitFolder, commits: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const onOverflow = () => new Error('git answers more than a time a commit.');
  const run = { input: commits.map((commit) => `${commit}\n`).join(''), most: commits.length * 80, onOverflow };
  const listed = await runGit(folder, ['log', '--no-walk', '--format=%H %ct', '--stdin'], run);
  const lines = listed
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return new Map(lines.map(([commit = '', seconds]) => [commit, new Date(Number(seconds) * 1000)]));
}
