import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../outside/target.js';
import { BadRelease } from './bad-release.js';
import { defaultLimits, type RepositoryLimits } from './limits.js';
import { type Release, readRelease, type TaggedVersion } from './read-release.js';
import { RepositoryRefusal } from './refusal.js';
import { compareVersions, releaseOf } from './release-version.js';
import { fetchTags, listTags, type RemoteTag } from './remote-tags.js';
import { GitFailure, type GitFolder, runGit } from './run-git.js';

export interface RepositoryRequest {
  /** Where the repository is, checked and pinned by the guard of what is outside. */
  readonly target: Target;
  /** What signs in at the host; null where everybody may read. */
  readonly token: string | null;
  /** Composer name that every release has to bear; null: that of the newest release. */
  readonly name: string | null;
  /** Releases that are kept already, by normalized version: what they were made of. They are not read again. */
  readonly known: ReadonlyMap<string, RemoteTag>;
  readonly limits?: Partial<RepositoryLimits>;
  readonly signal?: AbortSignal;
}

/** What is wrong with one tag, in a sentence. */
export interface TagProblem {
  readonly tag: string;
  readonly problem: string;
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
export async function readRepository(request: RepositoryRequest): Promise<RepositoryReading> {
  const limits = { ...defaultLimits, ...request.limits };
  const path = await mkdtemp(join(tmpdir(), 'toolwright-git-'));
  const late = AbortSignal.timeout(limits.time);
  const signal = request.signal === undefined ? late : AbortSignal.any([late, request.signal]);
  const folder = { path, config: [], protocol: 'none', largestFile: limits.pack, signal };
  try {
    const onOverflow = () => new Error('git init says too much.');
    await runGit(folder, ['init', '--quiet', '--bare', '--template='], { most: 1000, onOverflow });
    return await read(folder, { ...folder, ...remote(request) }, { ...request, limits });
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Git hosts take any of their OAuth tokens as the password of this user. */
const TOKEN_USER = 'oauth2';

/** What only the talk with the host is configured by. */
function remote({ target, token }: RepositoryRequest): Pick<GitFolder, 'config' | 'protocol'> {
  const { url, pin } = target;
  const credentials = Buffer.from(`${TOKEN_USER}:${token}`).toString('base64');
  return {
    protocol: url.protocol.slice(0, -1),
    config: [
      // Without redirects there are neither alternates of other hosts.
      ['http.followRedirects', 'false'],
      ['http.proxy', ''],
      ['credential.helper', ''],
      ['core.hooksPath', '/dev/null'],
      ['transfer.bundleURI', 'false'],
      // One file for all that is transferred, to which the limit of a file's size applies.
      ['fetch.unpackLimit', '1'],
      ['pack.threads', '1'],
      ...(pin === null ? [] : [['http.curloptResolve', pin] as const]),
      ...(token === null ? [] : [[`http.${url.origin}/.extraHeader`, `Authorization: Basic ${credentials}`] as const]),
    ],
  };
}

interface Reading extends RepositoryRequest {
  readonly limits: RepositoryLimits;
}

async function read(local: GitFolder, host: GitFolder, request: Reading): Promise<RepositoryReading> {
  const { target, known, limits } = request;
  const url = target.url.href;
  const tags = await listTags(host, url, limits);
  const { fresh, problems } = sort(tags, known);
  if (fresh.length === 0 && problems.length === 0 && known.size === 0) {
    throw new RepositoryRefusal('empty', 'The repository has no tag that is a version, such as v1.0.0. Tag a release.');
  }
  await fetchTags(host, url, fresh);

  const releases: Release[] = [];
  let { name } = request;
  let size = 0;
  for (const tag of fresh) {
    try {
      const release = await readRelease(local, tag, limits);
      name ??= release.manifest.name;
      if (release.manifest.name !== name) {
        throw new BadRelease(`Its composer.json is of ${release.manifest.name}, and the package is ${name}.`);
      }
      size += release.archive.length;
      if (size > limits.archives) {
        throw new RepositoryRefusal('too_large', `Its releases together are larger than ${limits.archives} bytes.`);
      }
      releases.push(release);
    } catch (error) {
      if (error instanceof BadRelease) problems.push({ tag: tag.tag, problem: error.message });
      else if (error instanceof GitFailure) problems.push({ tag: tag.tag, problem: 'Git cannot read it: it is damaged.' });
      else throw error;
    }
  }
  return { releases, problems };
}

/** Tags that are to be read, the newest version first; a tag that is no version is nobody's problem. */
function sort(
  tags: readonly RemoteTag[],
  known: ReadonlyMap<string, RemoteTag>,
): { readonly fresh: readonly TaggedVersion[]; readonly problems: TagProblem[] } {
  const fresh = new Map<string, TaggedVersion>();
  const problems: TagProblem[] = [];
  for (const tag of tags) {
    const release = releaseOf(tag.tag);
    if (release === null) continue;
    const { normalized } = release;
    const kept = known.get(normalized);
    const first = kept ?? fresh.get(normalized);
    if (first === undefined) {
      fresh.set(normalized, { ...tag, ...release });
    } else if (first.tag !== tag.tag) {
      problems.push({ tag: tag.tag, problem: `The tag ${first.tag} is the same version, and came first.` });
    } else if (first.commit !== tag.commit) {
      const problem = 'The tag was moved after its release. The release stays what it was: tag a new version instead.';
      problems.push({ tag: tag.tag, problem });
    }
  }
  return { fresh: [...fresh.values()].sort((a, b) => compareVersions(b.normalized, a.normalized)), problems };
}
