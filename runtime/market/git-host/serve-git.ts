import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { gitEnvironment } from './git-environment.js';
import { basicOf, type Host, type HostExchange, mayRead } from './host.js';
import type { HostedRepository } from './repository.js';

const headMax = 16_384;

/** `GET …/info/refs?service=git-upload-pack` and `POST …/git-upload-pack`: Git's smart protocol, for reading alone. */
export async function serveGit(host: Host, exchange: HostExchange): Promise<void> {
  const { owner, name = '', service = 'info/refs' } = exchange.params;
  const wanted = service === 'info/refs' ? exchange.query.service : service;
  if (wanted !== 'git-upload-pack') return refuse(exchange, 403, 'This host is only read from.');
  const path = `${owner}/${name.replace(/\.git$/, '')}`;
  const found = host.repositories.find((repository) => repository.path === path);
  const account = await readerOf(host, exchange);
  if (account === 'unknown') return challenge(exchange);
  if (found === undefined || !mayRead(found, account)) {
    return account === null ? challenge(exchange) : refuse(exchange, 404, 'Repository not found.');
  }
  await runBackend(host, exchange, { repository: found, service });
}

/** The account of the token that came as a password, as each provider takes it; null for nobody. */
async function readerOf({ provider, grants }: Host, exchange: HostExchange): Promise<string | 'unknown' | null> {
  const basic = basicOf(exchange);
  if (basic === null) return null;
  const user = provider === 'gitlab' ? basic.user === 'oauth2' : basic.user !== '';
  return (user ? await grants.accountOf(basic.password) : null) ?? 'unknown';
}

interface Wanted {
  readonly repository: HostedRepository;
  readonly service: string;
}

/** `git http-backend` by CGI (RFC 3875). It looks at nothing but this repository. */
async function runBackend(host: Host, exchange: HostExchange, { repository, service }: Wanted): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: join(await host.folder(), host.provider),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: exchange.get('git-protocol'),
      PATH_INFO: `/${repository.path}.git/${service}`,
      QUERY_STRING: exchange.querystring,
      REQUEST_METHOD: exchange.method,
      CONTENT_TYPE: exchange.get('content-type'),
      HTTP_CONTENT_ENCODING: exchange.get('content-encoding'),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', () => {});
  // Either may end first; whoever is left is told by the end of its stream.
  child.stdin.on('error', () => {});
  exchange.res.once('close', () => child.kill());
  exchange.req.pipe(child.stdin);
  const head = await readHead(child.stdout);
  if (head === null) return refuse(exchange, 500, "The command 'git' did not answer.");
  exchange.status = Number(head.headers.get('status')?.slice(0, 3) ?? 200);
  for (const [name, value] of head.headers) if (name !== 'status') exchange.set(name, value);
  child.stdout.unshift(head.rest);
  exchange.body = child.stdout;
}

interface Head {
  readonly headers: ReadonlyMap<string, string>;
  /** What came with it of the body. */
  readonly rest: Buffer;
}

/** The lines before the first empty one; null where the stream ends without. */
function readHead(stream: Readable): Promise<Head | null> {
  return new Promise((resolve) => {
    let text = Buffer.alloc(0);
    const settle = (head: Head | null) => {
      stream.off('readable', read).off('close', none).off('error', none);
      resolve(head);
    };
    const none = () => settle(null);
    const read = () => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) text = Buffer.concat([text, chunk]);
      const end = text.indexOf('\r\n\r\n');
      if (end >= 0) settle({ headers: readHeaders(text.subarray(0, end)), rest: text.subarray(end + 4) });
      else if (text.length > headMax) none();
    };
    stream.on('readable', read).on('close', none).on('error', none);
  });
}

function readHeaders(lines: Buffer): ReadonlyMap<string, string> {
  const pairs = lines.toString().split('\r\n');
  return new Map(pairs.map((line) => [line.replace(/:.*/, '').toLowerCase(), line.replace(/^[^:]*: */, '')]));
}

function challenge(exchange: HostExchange): void {
  exchange.set('WWW-Authenticate', 'Basic realm="Git"');
  refuse(exchange, 401, 'Authentication is needed.');
}

function refuse(exchange: HostExchange, status: number, sentence: string): void {
  exchange.status = status;
  exchange.type = 'text/plain';
  exchange.body = `${sentence}\n`;
}
