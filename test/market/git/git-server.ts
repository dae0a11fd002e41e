import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path; null: gone, `-> target`: a symbolic link. */
export type Files = Readonly<Record<string, string | null>>;

export interface TestRepository {
  readonly url: string;
  /** Commits files and tags the commit; answers the commit. */
  release(tag: string, files: Files): string;
  /** Any git command in the repository, for what people should not do. */
  git(args: readonly string[], input?: string | Buffer): string;
}

/** Real repositories behind Git's own HTTP server, on loopback. Paths under `/private/` ask for a sign-in. */
export interface GitServer {
  readonly url: string;
  /** The password that opens what is private. */
  readonly token: string;
  /** What was asked for: method and path. */
  readonly asked: readonly string[];
  repository(name: string): TestRepository;
  /** What is answered at a path instead of Git. */
  answer(path: string, respond: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

const people = { name: 'Test', email: 'test@example.com', date: '2026-01-02T03:04:05Z' };
const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: people.name,
  GIT_AUTHOR_EMAIL: people.email,
  GIT_AUTHOR_DATE: people.date,
  GIT_COMMITTER_NAME: people.name,
  GIT_COMMITTER_EMAIL: people.email,
  GIT_COMMITTER_DATE: people.date,
};

export async function openGitServer(): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), 'toolwright-test-git-'));
  const token = 'gto_secret_of_the_test';
  const asked: string[] = [];
  const answers = new Map<string, (response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    asked.push(`${request.method} ${pathname}`);
    const canned = [...answers].find(([path]) => pathname.startsWith(path));
    if (canned !== undefined) return canned[1](response);
    const expected = `Basic ${Buffer.from(`oauth2:${token}`).toString('base64')}`;
    if (pathname.startsWith('/private/') && request.headers.authorization !== expected) {
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="Git"' }).end('Sign in.');
    }
    serveGit(root, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    token,
    asked,
    repository(name) {
      const folder = join(root, name);
      mkdirSync(folder, { recursive: true });
      const git = (args: readonly string[], input: string | Buffer = '') =>
        execFileSync('git', args, { cwd: folder, env: environment, input, stdio: 'pipe' }).toString().trim();
      git(['init', '--quiet', '--initial-branch=main']);
      return {
        url: `${url}/${name}`,
        git,
        release(tag, files) {
          for (const [path, content] of Object.entries(files)) put(join(folder, path), content);
          git(['add', '--all']);
          git(['commit', '--quiet', '--allow-empty', '--message', tag]);
          git(['tag', '--annotate', '--message', tag, '--', tag]);
          return git(['rev-parse', 'HEAD']);
        },
      };
    },
    answer: (path, respond) => void answers.set(path, respond),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A composer.json, as a person would write it. */
export function manifest(name: string, rest: object = {}): string {
  return JSON.stringify({ name, description: `What ${name} does`, ...rest }, null, 2);
}

function put(path: string, content: string | null): void {
  rmSync(path, { force: true });
  if (content === null) return;
  mkdirSync(dirname(path), { recursive: true });
  if (content.startsWith('-> ')) symlinkSync(content.slice(3), path);
  else writeFileSync(path, content);
}

/** CGI, as Apache would run `git http-backend`. */
function serveGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://x');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...environment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString() ?? '',
    },
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (response.headersSent) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => line.split(': ') as [string, string]);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.write(head.subarray(end + 4));
  });
  child.stdout.on('end', () => response.end());
}
