import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment } from './git-environment.js';
import type { HostedRelease, HostedRepository } from './repository.js';

/**
 * Makes bare repositories within `home` and answers the folder that they stand in, as `<provider>/<path>.git`. Made beside
 * their place and moved into it whole, so that of several processes one makes them and all find them complete; other
 * repositories stand in another folder.
 */
export async function makeRepositories(home: string, repositories: readonly HostedRepository[]): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(repositories)).digest('hex').slice(0, 16);
  const folder = join(home, digest);
  if (existsSync(folder)) return folder;
  const draft = join(home, `${digest}.${randomBytes(6).toString('hex')}`);
  await mkdir(draft, { recursive: true });
  try {
    for (const repository of repositories) await make(draft, repository);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function make(folder: string, { provider, path, releases }: HostedRepository): Promise<void> {
  const place = join(folder, provider, `${path}.git`);
  await mkdir(place, { recursive: true });
  await git(['init', '--quiet', '--bare', '--initial-branch=main', place]);
  if (releases.length > 0) await git(['-C', place, 'fast-import', '--quiet'], releases.map(toStream).join(''));
}

/** A commit and its annotated tag, as `git fast-import` reads them: nothing of this machine or moment is in them. */
function toStream({ tag, at, files }: HostedRelease): string {
  const who = `Demo <demo@example.com> ${Date.parse(at) / 1000} +0000`;
  return [
    'commit refs/heads/main\n',
    `committer ${who}\n`,
    data(`Release ${tag}\n`),
    'deleteall\n',
    ...Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
    `tag ${tag}\nfrom refs/heads/main\ntagger ${who}\n`,
    data(`${tag}\n`),
  ].join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function git(parameters: readonly string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...parameters], { env: gitEnvironment() }, (error) => {
      if (error === null) resolve();
      else reject(new Error(`The local Git host needs the command 'git': ${error.message}`, { cause: error }));
    });
    // git that ends early closes its input; the exit tells why.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
