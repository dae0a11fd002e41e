import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outside } from '../../outside/outside.js';
import { BadRelease } from './bad-release.js';
import { type FoundRepository, findRepository, type SignIn } from './find-repository.js';
import { defaultLimits, type RepositoryLimits } from './limits.js';
import { type Release, readRelease, type TaggedVersion } from './read-release.js';
import { RepositoryRefusal } from './refusal.js';
import { commitTimes, fetchTags, listTags, type RemoteTag } from './remote-tags.js';
import { GitFailure, type GitFolder, runGit } from './run-git.js';
import { sortTags, type TagProblem } from './sort-tags.js';

export interface RepositoryRequest {
  /** As `repositoryUrl` makes it. */
  readonly url: string;
  /** Null where everybody may read. */
  readonly signIn: SignIn | null;
  /** Composer name that every release has to bear; null: that of the newest release. */
  readonly name: string | null;
  /** Releases that are kept already, by normalized version: what they were made of. They are not read again. */
  readonly known: ReadonlyMap<string, RemoteTag>;
  readonly limits?: Partial<RepositoryLimits>;
  readonly signal?: AbortSignal;
}

export interface RepositoryReading {
  /** Releases that were not known, the newest first. */
  readonly releases: readonly Release[];
  readonly problems: readonly TagProblem[];
}

/**
 * Reads the releases of a Git repository that a stranger supplied: its tags that are versions, each with its manifest and
 * an archive. What is wrong with one tag is told, and the others go on. Throws RepositoryRefusal where nothing can be
 * read. Holds nothing on disk afterwards.
 */
export async function readRepository(outside: Outside, request: RepositoryRequest): Promise<RepositoryReading> {
  const limits = { ...defaultLimits, ...request.limits };
  const late = AbortSignal.timeout(limits.time);
  const signal = request.signal === undefined ? late : AbortSignal.any([late, request.signal]);
  const path = await mkdtemp(join(tmpdir(), 'toolwright-git-'));
  const folder: GitFolder = { path, config: [], protocol: 'none', largestFile: limits.pack, signal };
  try {
    const found = await findRepository(outside, request.url, { signIn: request.signIn, signal });
    const onOverflow = () => new Error('git init says too much.');
    await runGit(folder, ['init', '--quiet', '--bare', '--template='], { most: 1000, onOverflow });
    const { fresh, problems } = await fetchFresh({ ...folder, ...talkTo(found) }, found, { ...request, limits });
    const read = await readAll(folder, fresh, limits);
    return gather(read, request.name, problems);
  } catch (error) {
    if (signal.aborted) throw tooSlow();
    throw error;
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What only the talk with the host is configured by. */
function talkTo({ target, authorization }: FoundRepository): Pick<GitFolder, 'config' | 'protocol'> {
  const { url, pin } = target;
  return {
    protocol: url.protocol.slice(0, -1),
    config: [
      // Without redirects there are no alternates at other hosts either.
      ['http.followRedirects', 'false'],
      ['http.proxy', ''],
      ['credential.helper', ''],
      ['core.hooksPath', '/dev/null'],
      ['transfer.bundleURI', 'false'],
      // One file for all that is transferred, to which the limit of a file's size applies.
      ['fetch.unpackLimit', '1'],
      ['pack.threads', '1'],
      ...(pin === null ? [] : [['http.curloptResolve', pin] as const]),
      ...(authorization === null
        ? []
        : [[`http.${url.origin}/.extraHeader`, `Authorization: ${authorization}`] as const]),
    ],
  };
}

interface Fetched {
  readonly fresh: readonly TaggedVersion[];
  readonly problems: readonly TagProblem[];
}

async function fetchFresh(
  host: GitFolder,
  { target }: FoundRepository,
  { known, limits }: RepositoryRequest & { readonly limits: RepositoryLimits },
): Promise<Fetched> {
  const url = target.url.href;
  const { fresh, problems } = sortTags(await listTags(host, url, limits), known);
  if (fresh.length === 0 && problems.length === 0 && known.size === 0) {
    throw new RepositoryRefusal('empty', 'The repository has no tag that is a version, such as v1.0.0. Tag a release.');
  }
  if (fresh.length === 0) return { fresh: [], problems };
  await fetchTags(host, url, fresh);
  const commits = fresh.map(({ commit }) => commit);
  const times = await commitTimes(host, commits);
  return { fresh: fresh.map((tag) => ({ ...tag, releasedAt: times.get(tag.commit) ?? new Date(0) })), problems };
}

/** How many releases are read side by side: each is a few processes that are soon done. */
const SIDE_BY_SIDE = 4;

/** Each tag's release or what is wrong with it, in the order of the tags. */
async function readAll(
  folder: GitFolder,
  tags: readonly TaggedVersion[],
  limits: RepositoryLimits,
): Promise<readonly (Release | TagProblem)[]> {
  const read: (Release | TagProblem)[] = [];
  const waiting = tags.entries();
  let size = 0;
  async function work(): Promise<void> {
    for (const [index, tag] of waiting) {
      const release = await readOne(folder, tag, limits);
      read[index] = release;
      size += 'archive' in release ? release.archive.length : 0;
      if (size > limits.archives) {
        throw new RepositoryRefusal('too_large', `Its releases together are larger than ${limits.archives} bytes.`);
      }
    }
  }
  // All of them end before the folder goes.
  const ends = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return read;
}

async function readOne(folder: GitFolder, tag: TaggedVersion, limits: RepositoryLimits): Promise<Release | TagProblem> {
  try {
    return await readRelease(folder, tag, limits);
  } catch (error) {
    if (error instanceof BadRelease) return { tag: tag.tag, problem: error.message };
    if (error instanceof GitFailure) return { tag: tag.tag, problem: 'Git cannot read it: it is damaged.' };
    throw error;
  }
}

/** Holds all releases to one name. */
function gather(
  read: readonly (Release | TagProblem)[],
  given: string | null,
  found: readonly TagProblem[],
): RepositoryReading {
  const releases: Release[] = [];
  const problems = [...found];
  let name = given;
  for (const each of read) {
    if ('problem' in each) problems.push(each);
    else {
      name ??= each.manifest.name;
      if (each.manifest.name === name) releases.push(each);
      else {
        const problem = `Its composer.json is of ${each.manifest.name}, and the package is ${name}.`;
        problems.push({ tag: each.tag, problem });
      }
    }
  }
  return { releases, problems };
}

function tooSlow(): RepositoryRefusal {
  return new RepositoryRefusal('too_slow', 'Reading the repository took too long. Try again, or make it smaller.');
}
