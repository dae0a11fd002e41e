import { createHash } from 'node:crypto';
import { BadRelease } from './bad-release.js';
import type { RepositoryLimits } from './limits.js';
import { type Manifest, readManifest } from './manifest.js';
import type { ReleaseVersion } from './release-version.js';
import type { RemoteTag } from './remote-tags.js';
import { type GitFolder, runGit } from './run-git.js';
import { readTree, staysInside, symlinksOf, type TreeEntry } from './tree.js';

/** A tag that is a release, with all that Composer is given of it. */
export interface Release extends TaggedVersion {
  readonly manifest: Manifest;
  /** A zip of the commit, the same for the same commit, in one folder; `export-ignore` is respected. */
  readonly archive: Buffer;
  /** Of the archive, in hexadecimal: what Composer checks a download against. */
  readonly sha1: string;
}

export interface TaggedVersion extends ReleaseVersion, RemoteTag {
  /** When the commit was made. */
  readonly releasedAt: Date;
}

/** Reads a release out of a folder that has fetched it. Throws BadRelease with what is wrong with this one. */
export async function readRelease(folder: GitFolder, tag: TaggedVersion, limits: RepositoryLimits): Promise<Release> {
  const entries = await readTree(folder, tag.commit, limits);
  const file = entries.find(({ path }) => path === 'composer.json');
  if (file === undefined) throw new BadRelease('It has no composer.json in its root.');
  if (!file.mode.startsWith('100')) throw new BadRelease('Its composer.json is not a plain file.');
  if (file.size > limits.manifest) {
    throw new BadRelease(`Its composer.json is larger than ${limits.manifest} bytes, which is the limit.`);
  }
  const links = symlinksOf(entries);
  const [text = '', ...targets] = await readBlobs(folder, [file, ...links]);
  const outward = links.find(({ path }, index) => !staysInside(path, targets[index] ?? ''));
  if (outward !== undefined) {
    throw new BadRelease(`Its symbolic link ${JSON.stringify(outward.path)} leads out of the package.`);
  }
  const manifest = readManifest(text, tag);
  const archive = await buildArchive(folder, tag, manifest, limits);
  const sha1 = createHash('sha1').update(archive).digest('hex');
  return { ...tag, manifest, archive, sha1 };
}

/** Contents of files, in their order. What `git cat-file --batch` writes: a line with the size, the content, a line's end. */
async function readBlobs(folder: GitFolder, files: readonly TreeEntry[]): Promise<readonly string[]> {
  const most = files.reduce((sum, { size }) => sum + size + 100, 0);
  const onOverflow = () => new Error('git answers more than the sizes that it told.');
  const input = files.map(({ object }) => `${object}\n`).join('');
  const answer = await runGit(folder, ['cat-file', '--batch'], { input, most, onOverflow });
  let at = 0;
  return files.map(({ size }) => {
    const from = answer.indexOf('\n', at) + 1;
    at = from + size + 1;
    return answer.toString('utf8', from, from + size);
  });
}

/** One folder in it, as hosts' own archives have: with a single folder in its root Composer would unpack too much. */
function buildArchive(
  folder: GitFolder,
  { commit, version }: TaggedVersion,
  { name }: Manifest,
  { archive }: RepositoryLimits,
): Promise<Buffer> {
  const onOverflow = () => new BadRelease(`Its archive is larger than ${archive} bytes, which is the limit.`);
  const prefix = `${name.replace('/', '-')}-${version.replace(/[^\w.+-]/g, '_')}/`;
  return runGit(folder, ['archive', '--format=zip', `--prefix=${prefix}`, commit], { most: archive, onOverflow });
}
