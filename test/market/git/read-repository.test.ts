import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type RepositoryReading,
  type RepositoryRequest,
  readRepository,
} from '../../../runtime/market/git/read-repository.js';
import { createOutside } from '../../../runtime/outside/outside.js';
import { type GitServer, manifest, openGitServer } from './git-server.js';

const fresh = { signIn: null, name: null, known: new Map() };

let server: GitServer;
beforeAll(async () => {
  server = await openGitServer();
});
afterAll(() => server.close());

async function read(url: string, rest: Partial<RepositoryRequest> = {}): Promise<RepositoryReading> {
  return readRepository(createOutside({ allowed: [server.url] }), { ...fresh, url, ...rest });
}

/** The paths of a zip and what a file of it holds, as `unzip` reads them. */
function unzip(archive: Buffer, file?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolwright-test-zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), archive);
    const args = file === undefined ? ['-Z1', 'a.zip'] : ['-p', 'a.zip', file];
    return execFileSync('unzip', args, { cwd: folder }).toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('makes releases of tags that are versions, the newest first, each with its manifest and archive', async () => {
  const repository = server.repository('good');
  const files = {
    'composer.json': manifest('acme/widgets', { require: { php: '>=7.4' }, scripts: { test: 'phpunit' } }),
    'src/Widget.php': '<?php class Widget {}\n',
    '.gitattributes': '/tests export-ignore\n',
    'tests/WidgetTest.php': '<?php\n',
  };
  const first = repository.release('v1.0.0', files);
  const second = repository.release('1.10.0', { 'src/Widget.php': '<?php class Widget { /* 2 */ }\n' });
  const beta = repository.release('v2.0.0-beta.1', {});
  repository.release('nightly', {});
  repository.release('1.x-dev', {});

  const { releases, problems } = await read(repository.url);
  expect(problems).toEqual([]);
  expect(releases.map(({ archive, manifest: _, ...rest }) => ({ ...rest, bytes: archive.length > 0 }))).toEqual(
    [
      { tag: 'v2.0.0-beta.1', version: '2.0.0-beta.1', normalized: '2.0.0.0-beta1', stability: 'beta', commit: beta },
      { tag: '1.10.0', version: '1.10.0', normalized: '1.10.0.0', stability: 'stable', commit: second },
      { tag: 'v1.0.0', version: '1.0.0', normalized: '1.0.0.0', stability: 'stable', commit: first },
    ].map((each) => ({ ...each, releasedAt: new Date('2026-01-02T03:04:05Z'), sha1: expect.any(String), bytes: true })),
  );
  const oldest = releases.at(-1);
  expect(oldest?.manifest).toEqual({
    name: 'acme/widgets',
    description: 'What acme/widgets does',
    require: { php: '>=7.4' },
  });
  expect(
    createHash('sha1')
      .update(oldest?.archive ?? '')
      .digest('hex'),
  ).toBe(oldest?.sha1);
  expect(
    unzip(oldest?.archive as Buffer)
      .trim()
      .split('\n'),
  ).toEqual([
    'acme-widgets-1.0.0/',
    'acme-widgets-1.0.0/.gitattributes',
    'acme-widgets-1.0.0/composer.json',
    'acme-widgets-1.0.0/src/',
    'acme-widgets-1.0.0/src/Widget.php',
  ]);
  expect(unzip(oldest?.archive as Buffer, '*/src/Widget.php')).toBe('<?php class Widget {}\n');
  const again = await read(repository.url);
  expect(again.releases.map(({ sha1 }) => sha1)).toEqual(releases.map(({ sha1 }) => sha1));
});

it('tells what is wrong with a tag, and goes on with the others', async () => {
  const repository = server.repository('mixed');
  const name = 'acme/mixed';
  repository.release('1.0.0', { 'composer.json': manifest(name) });
  repository.release('1.0.1', { 'composer.json': '{"name": "acme/mixed",' });
  repository.release('1.0.2', { 'composer.json': manifest('globex/other') });
  repository.release('1.0.3', { 'composer.json': manifest(name, { version: '1.0.4' }) });
  repository.release('1.0.4', { 'composer.json': '["acme/mixed"]' });
  repository.release('1.0.5', { 'composer.json': manifest('Acme Mixed') });
  repository.release('1.0.6', { 'composer.json': manifest(name, { require: { 'acme/base': 'the newest' } }) });
  repository.release('1.0.7', { 'composer.json': null, 'README.md': 'Nothing to install' });
  repository.release('1.0.8', { 'composer.json': '-> README.md' });
  repository.release('1.0.9', { 'composer.json': manifest(name), passwords: '-> ../../etc/passwd' });
  repository.release('1.1.0', { passwords: '-> /etc/passwd' });
  repository.release('1.1.1', { passwords: '-> src/../README.md' });
  repository.release('v1.1.1', {});
  repository.release('1.1.2', { 'composer.json': manifest(name, { description: 'x'.repeat(2000) }) });

  const { releases, problems } = await read(repository.url, { limits: { manifest: 1000 } });
  expect(releases.map(({ version }) => version)).toEqual(['1.1.1', '1.0.0']);
  expect(new Map(problems.map(({ tag, problem }) => [tag, problem]))).toEqual(
    new Map([
      ['1.0.1', 'Its composer.json is not valid JSON.'],
      ['1.0.2', 'Its composer.json is of globex/other, and the package is acme/mixed.'],
      ['1.0.3', 'Its composer.json gives another version than the tag. Leave the version out.'],
      ['1.0.4', 'Its composer.json is not a JSON object.'],
      ['1.0.5', 'Its composer.json has no valid name, such as acme/widgets.'],
      ['1.0.6', 'The "require" of its composer.json has to map package names to version constraints.'],
      ['1.0.7', 'It has no composer.json in its root.'],
      ['1.0.8', 'Its composer.json is not a plain file.'],
      ['1.0.9', 'Its symbolic link "passwords" leads out of the package.'],
      ['1.1.0', 'Its symbolic link "passwords" leads out of the package.'],
      ['v1.1.1', 'The tag 1.1.1 is the same version, and came first.'],
      ['1.1.2', 'Its composer.json is larger than 1000 bytes, which is the limit.'],
    ]),
  );
});

it('takes no archive that would unpack elsewhere', async () => {
  const repository = server.repository('slip');
  repository.release('1.0.0', { 'composer.json': manifest('acme/slip') });
  const blob = repository.git(['hash-object', '-w', '--stdin'], manifest('acme/slip'));
  const tree = (input: string) => repository.git(['mktree'], input);
  const tag = (name: string, root: string) =>
    repository.git(['tag', name, repository.git(['commit-tree', '-m', name, root])]);
  const file = (name: string) => `100644 blob ${blob}\t${name}\n`;
  tag('1.1.0', tree(`${file('composer.json')}040000 tree ${tree(file('evil.php'))}\t..\n`));
  tag('1.2.0', tree(`${file('composer.json')}040000 tree ${tree(file('hooks'))}\t.GIT\n`));
  const raw = (name: string, mode: string, object: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, 'hex')]);
  const twice = Buffer.concat([raw('composer.json', '100644', blob), raw('composer.json', '100644', blob)]);
  tag('1.3.0', repository.git(['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], twice));
  tag('1.4.0', tree(`${file('composer.json')}${file('a\\b')}`));

  const { releases, problems } = await read(repository.url);
  expect(releases.map(({ version }) => version)).toEqual(['1.0.0']);
  expect(problems).toEqual([
    { tag: '1.4.0', problem: 'It holds a path that leads elsewhere: "a\\\\b".' },
    { tag: '1.3.0', problem: 'It holds "composer.json" twice.' },
    { tag: '1.2.0', problem: 'It holds a path that leads elsewhere: ".GIT".' },
    { tag: '1.1.0', problem: 'It holds a path that leads elsewhere: "..".' },
  ]);
});

it('reads what is new alone, and tells of a tag that was moved', async () => {
  const repository = server.repository('moving');
  const commit = repository.release('1.0.0', { 'composer.json': manifest('acme/moving') });
  const known = new Map([['1.0.0.0', { tag: '1.0.0', commit }]]);
  expect(await read(repository.url, { known, name: 'acme/moving' })).toEqual({ releases: [], problems: [] });
  repository.release('1.1.0', { more: 'yes' });
  repository.git(['tag', '--force', '1.0.0']);
  const { releases, problems } = await read(repository.url, { known, name: 'acme/moving' });
  expect(releases.map(({ version }) => version)).toEqual(['1.1.0']);
  expect(problems).toEqual([
    {
      tag: '1.0.0',
      problem: 'The tag was moved after its release. The release stays what it was: tag a new version instead.',
    },
  ]);
});

it('holds every release to the name that the package has', async () => {
  const repository = server.repository('renamed');
  repository.release('1.0.0', { 'composer.json': manifest('acme/renamed') });
  expect(await read(repository.url, { name: 'acme/before' })).toEqual({
    releases: [],
    problems: [{ tag: '1.0.0', problem: 'Its composer.json is of acme/renamed, and the package is acme/before.' }],
  });
});

it('reads 300 tags', async () => {
  const repository = server.repository('many');
  const commit = repository.release('1.0.0', { 'composer.json': manifest('acme/many') });
  const refs = Array.from({ length: 299 }, (_, index) => `create refs/tags/1.${index + 1}.0 ${commit}\n`);
  repository.git(['update-ref', '--stdin'], refs.join(''));
  const { releases } = await read(repository.url);
  expect(releases).toHaveLength(300);
  expect(releases[0]).toMatchObject({ version: '1.299.0' });
  await expect(read(repository.url, { limits: { tags: 299 } })).rejects.toMatchObject({
    kind: 'too_large',
    message: 'The repository has more than 299 tags, which is the limit.',
  });
});

it('takes no more than its limits', async () => {
  const repository = server.repository('huge');
  const noise = Array.from({ length: 4000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'));
  repository.release('1.0.0', { 'composer.json': manifest('acme/huge'), noise: noise.join('\n') });
  await expect(read(repository.url, { limits: { pack: 50_000 } })).rejects.toMatchObject({ kind: 'too_large' });
  await expect(read(repository.url, { limits: { archives: 50_000 } })).rejects.toMatchObject({ kind: 'too_large' });
  const problemWith = async (limits: RepositoryRequest['limits']) =>
    (await read(repository.url, { limits: limits ?? {} })).problems[0]?.problem;
  expect(await problemWith({ release: 100_000 })).toBe('It is larger than 100000 bytes unpacked, which is the limit.');
  expect(await problemWith({ archive: 50_000 })).toBe('Its archive is larger than 50000 bytes, which is the limit.');
  expect(await problemWith({ entries: 1 })).toBe('It has more than 1 files and folders, which is the limit.');
});

it('needs a sign-in for what is private, and shows the token to nobody', async () => {
  const repository = server.repository('private/secret');
  repository.release('1.0.0', { 'composer.json': manifest('acme/secret') });
  await expect(read(repository.url)).rejects.toMatchObject({ kind: 'private' });
  const refused = await read(repository.url, { signIn: { user: 'oauth2', token: 'gto_wrong' } }).catch(
    (error: Error) => error,
  );
  expect(refused).toMatchObject({ kind: 'private' });
  expect(JSON.stringify(refused) + String((refused as Error).stack)).not.toContain('gto_wrong');
  const { releases } = await read(repository.url, { signIn: { user: 'oauth2', token: server.token } });
  expect(releases.map(({ version }) => version)).toEqual(['1.0.0']);
});

it('says what an address is that is no repository', async () => {
  server.answer(
    '/page',
    (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello</p>'),
  );
  server.answer('/moved', (response) => void response.writeHead(301, { location: `${server.url}/good` }).end());
  server.answer('/broken', (response) => void response.writeHead(500).end());
  server.repository('empty');
  server.repository('untagged').release('latest', { 'composer.json': manifest('acme/untagged') });
  const kindOf = (path: string) => read(`${server.url}${path}`).catch(({ kind, message }) => `${kind}: ${message}`);
  expect(await kindOf('/page')).toBe('not_git: What answers at this address is not a Git repository.');
  expect(await kindOf('/nothing')).toBe('not_found: The host has no repository at this address.');
  expect(await kindOf('/moved')).toMatch(/^not_found: The address leads on to another one\./);
  expect(await kindOf('/broken')).toMatch(/^unreachable: /);
  const empty = 'empty: The repository has no tag that is a version, such as v1.0.0. Tag a release.';
  expect(await kindOf('/empty')).toBe(empty);
  expect(await kindOf('/untagged')).toBe(empty);
});

it('waits no longer than it is given, and leaves nothing behind', async () => {
  server.answer('/slow', () => {});
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('toolwright-git-'));
  await expect(read(`${server.url}/slow`, { limits: { time: 200 } })).rejects.toMatchObject({ kind: 'too_slow' });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('toolwright-git-'))).toEqual(before);
});

it('connects to the address that was checked, whatever the name means by then', async () => {
  const { port } = new URL(server.url);
  const repository = server.repository('pinned');
  repository.release('1.0.0', { 'composer.json': manifest('acme/pinned') });
  const outside = createOutside({
    allowed: [`http://git.invalid:${port}`],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const { releases } = await readRepository(outside, { ...fresh, url: `http://git.invalid:${port}/pinned` });
  expect(releases).toHaveLength(1);
});

it.each([
  ['file:///etc', 'Only https addresses'],
  ['ext::sh -c touch%20/tmp/x', 'Only https addresses'],
  ['--upload-pack=touch', 'This is no address'],
  ['http://127.0.0.1:1/x', 'Only https addresses'],
  ['https://169.254.169.254/latest', 'is not on the public internet'],
])('asks nothing of %s', async (url, message) => {
  const outside = createOutside({ allowed: [server.url] });
  await expect(readRepository(outside, { ...fresh, url })).rejects.toMatchObject({
    kind: 'address',
    message: expect.stringContaining(message),
  });
});
