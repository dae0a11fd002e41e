import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { defaultLimits } from '../git/limits.js';
import { type Release, readRelease } from '../git/read-release.js';
import { releaseOf } from '../git/release-version.js';
import { type GitFolder, runGit } from '../git/run-git.js';
import { demoRepository } from '../git-host/demo-origins.js';
import { demoRepositories } from '../git-host/demo-repositories.js';
import { makeRepositories } from '../git-host/make-repositories.js';
import type { HostedRepository } from '../git-host/repository.js';
import { demoPackages } from './catalogue.js';

/**
 * Gives the demo's releases what reading their repositories would have given, so that Composer installs them and reading
 * them again finds nothing new. Made by Git from code: the same commits and archives each time.
 */
export async function seedReleases(db: Knex): Promise<void> {
  const sold = demoPackages.flatMap(({ id, composer_name: name }) => {
    const repository = demoRepositories.find(({ path }) => path === name);
    return repository === undefined ? [] : [{ id, repository }];
  });
  const home = await mkdtemp(join(tmpdir(), 'toolwright-demo-'));
  try {
    const folder = await makeRepositories(
      home,
      sold.map(({ repository }) => repository),
    );
    const read = await Promise.all(sold.map(({ repository }) => readReleases(folder, repository)));
    for (const [index, { id, repository }] of sold.entries()) await keep(db, id, repository, read[index] ?? []);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function readReleases(
  folder: string,
  { provider, path, releases }: HostedRepository,
): Promise<readonly Release[]> {
  const signal = AbortSignal.timeout(60_000);
  const place = join(folder, provider, `${path}.git`);
  const local: GitFolder = { path: place, config: [], protocol: 'none', largestFile: defaultLimits.pack, signal };
  const commits = await commitsOf(local);
  return Promise.all(
    releases.flatMap(({ tag, at }) => {
      const [release, commit] = [releaseOf(tag), commits.get(tag)];
      if (release === null || commit === undefined) return [];
      return [readRelease(local, { ...release, tag, commit, releasedAt: new Date(at) }, defaultLimits)];
    }),
  );
}

async function commitsOf(folder: GitFolder): Promise<ReadonlyMap<string, string>> {
  const onOverflow = () => new Error('The demo has more tags than it was made with.');
  const format = '--format=%(refname:strip=2) %(*objectname)';
  const listed = await runGit(folder, ['for-each-ref', format, 'refs/tags'], { most: 100_000, onOverflow });
  return new Map(
    listed
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
}

async function keep(db: Knex, id: string, source: HostedRepository, releases: readonly Release[]): Promise<void> {
  for (const { version, normalized, tag, commit, manifest, archive, sha1 } of releases) {
    await db('package_version')
      .where({ package_id: id, version })
      .update({ normalized, tag, reference: commit, manifest: JSON.stringify(manifest) });
    await db('package_dist').insert({ package_id: id, version, sha1, archive });
  }
  const { provider, path } = source;
  const ingested_at = releases.map(({ releasedAt }) => releasedAt).sort((a, b) => b.getTime() - a.getTime())[0];
  const url = demoRepository(provider, path);
  await db('package').where({ id }).update({ repository_url: url, git_provider: provider, ingested_at });
}
