import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ComposerRun {
  readonly code: number;
  /** All that Composer told. */
  readonly output: string;
}

/** A folder in which Debian's own Composer works, with a home and caches of its own. */
export interface ComposerProject {
  run(...args: readonly string[]): Promise<ComposerRun>;
  write(file: string, content: object): void;
  read(file: string): string;
  remove(): void;
}

/** Composer without its usual repository, so that nothing is asked of any other host. */
export function openComposerProject(address: string, pair: Pair | null): ComposerProject {
  const folder = mkdtempSync(join(tmpdir(), 'toolwright-test-composer-'));
  const project: ComposerProject = {
    run: (...args) =>
      new Promise((resolve, reject) => {
        const env = {
          PATH: process.env.PATH,
          HOME: folder,
          COMPOSER_HOME: join(folder, 'home'),
          COMPOSER_ALLOW_SUPERUSER: '1',
          COMPOSER_MAX_PARALLEL_HTTP: '2',
        };
        const options = { cwd: folder, env, timeout: 60_000 };
        execFile('composer', [...args, '--no-interaction', '--no-ansi'], options, (error, stdout, stderr) => {
          if (error !== null && typeof error.code !== 'number') {
            reject(new Error(`These tests need Composer, PHP and unzip ('composer' cannot be run): ${error.message}`));
          } else resolve({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}` });
        });
      }),
    write: (file, content) => writeFileSync(join(folder, file), JSON.stringify(content)),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write('composer.json', {
    repositories: [{ type: 'composer', url: `${address}/composer` }, { 'packagist.org': false }],
    config: { 'secure-http': false },
  });
  if (pair !== null) {
    const login = { username: pair.public_key, password: pair.private_key };
    project.write('auth.json', { 'http-basic': { [new URL(address).host]: login } });
  }
  return project;
}

export interface Pair {
  readonly public_key: string;
  readonly private_key: string;
}
