import type { DefaultContext, DefaultState, ParameterizedContext } from 'koa';
import getRawBody from 'raw-body';
import type { GitProviderName } from '../git/providers.js';
import type { HostFaults } from './faults.js';
import type { Grants } from './grants.js';
import type { HostedRepository } from './repository.js';

/** What the paths of one provider's stand-in share. */
export interface Host {
  readonly provider: GitProviderName;
  /** `GitHub`, for its pages. */
  readonly title: string;
  readonly grants: Grants;
  readonly faults: HostFaults;
  readonly repositories: readonly HostedRepository[];
  /** The one application that it knows. */
  readonly client: { readonly id: string; readonly secret: string };
  /** Where people may be sent back to. */
  readonly callback: () => string;
  /** Where it listens. */
  readonly origin: () => string;
  /** The folder of the repositories, which are made when it is first asked for. */
  readonly folder: () => Promise<string>;
}

export type HostExchange = ParameterizedContext<DefaultState, DefaultContext & { params: Record<string, string> }>;

/** The fields of a form or of a JSON object, whichever was sent. */
export async function readFields(exchange: HostExchange): Promise<Readonly<Record<string, string>>> {
  const text = await getRawBody(exchange.req, { limit: 16_384, encoding: 'utf8' });
  if (!exchange.is('json')) return Object.fromEntries(new URLSearchParams(text));
  const body: unknown = JSON.parse(text);
  return Object.fromEntries(Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]));
}

/** User name and password of HTTP's basic scheme; null without them. */
export function basicOf(exchange: HostExchange): { readonly user: string; readonly password: string } | null {
  const [, encoded] = /^basic (\S+)$/i.exec(exchange.get('authorization')) ?? [];
  const [, user = '', password = ''] = /^([^:]*):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return encoded === undefined ? null : { user, password };
}

/** The token of HTTP's bearer scheme, as both providers' libraries send it; an empty one without. */
export function bearerOf(exchange: HostExchange): string {
  return /^(?:bearer|token) (\S+)$/i.exec(exchange.get('authorization'))?.[1] ?? '';
}

/** Whether an account, or nobody, may read a repository. */
export function mayRead(repository: HostedRepository, account: string | null): boolean {
  return repository.private !== true || repository.path.split('/')[0] === account;
}

/** A revocation, which is what goes wrong on demand. `done` answers it. */
export async function revoke(host: Host, exchange: HostExchange, token: string, done: (had: boolean) => void) {
  const due = host.faults.due();
  if (due?.fault === 'fails') {
    exchange.status = 503;
    exchange.body = { message: 'The service is not available.' };
  } else {
    const had = await host.grants.revoke(token);
    if (had) host.faults.performed();
    if (due === null) done(had);
    else {
      exchange.respond = false;
      if (due.fault === 'loses its answer') exchange.req.socket.destroy();
    }
  }
  due?.arrived();
}
