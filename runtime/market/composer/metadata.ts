import type { InstallablePackage, InstallableVersion } from './installable.js';

/**
 * The root of a Composer v2 repository, which asks for the metadata of the packages that it names and of no other
 * (getcomposer.org/doc/05-repositories.md).
 */
export function rootDocument(packages: readonly Pick<InstallablePackage, 'composer_name'>[]): object {
  return {
    packages: [],
    'metadata-url': '/composer/p2/%package%.json',
    'available-packages': packages.map(({ composer_name: name }) => name),
  };
}

/** A package's releases as Composer reads them. `address`: where this server is reached. */
export function packageDocument(
  { composer_name: name }: Pick<InstallablePackage, 'composer_name'>,
  versions: readonly InstallableVersion[],
  address: string,
): object {
  return { packages: { [name]: versions.map((version) => describeVersion(name, version, address)) } };
}

function describeVersion(name: string, version: InstallableVersion, address: string): object {
  const file = `${encodeURIComponent(version.version)}-${version.sha1}.zip`;
  return {
    ...version.manifest,
    name,
    version: version.version,
    version_normalized: version.normalized,
    time: version.released_at.toISOString(),
    dist: {
      type: 'zip',
      url: new URL(`/composer/dist/${name}/${file}`, address).href,
      reference: version.reference ?? version.sha1,
      shasum: version.sha1,
    },
  };
}
