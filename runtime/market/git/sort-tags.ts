import { compareVersions, type ReleaseVersion, releaseOf } from './release-version.js';
import type { RemoteTag } from './remote-tags.js';

/** What is wrong with one tag, in a sentence. */
export interface TagProblem {
  readonly tag: string;
  readonly problem: string;
}

export interface SortedTags<Tag extends RemoteTag = RemoteTag> {
  /** To be read, the newest version first. */
  readonly fresh: readonly (Tag & ReleaseVersion)[];
  readonly problems: readonly TagProblem[];
}

/** Which tags are new releases. A tag that is no version is nobody's problem. `known`: by normalized version. */
export function sortTags<Tag extends RemoteTag>(
  tags: readonly Tag[],
  known: ReadonlyMap<string, RemoteTag>,
): SortedTags<Tag> {
  const fresh = new Map<string, Tag & ReleaseVersion>();
  const problems: TagProblem[] = [];
  for (const tag of tags) {
    const release = releaseOf(tag.tag);
    if (release === null) continue;
    const first = known.get(release.normalized) ?? fresh.get(release.normalized);
    if (first === undefined) {
      fresh.set(release.normalized, { ...tag, ...release });
    } else if (first.tag !== tag.tag) {
      problems.push({ tag: tag.tag, problem: `The tag ${first.tag} is the same version, and came first.` });
    } else if (first.commit !== tag.commit) {
      const problem = 'The tag was moved after its release. The release stays what it was: tag a new version instead.';
      problems.push({ tag: tag.tag, problem });
    }
  }
  return { fresh: [...fresh.values()].sort((a, b) => compareVersions(b.normalized, a.normalized)), problems };
}
