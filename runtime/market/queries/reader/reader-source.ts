import type { ConnectionSource } from '../../../store/postgres/pool.js';
import type { ReaderLogin } from './reader-login.js';

/** The same database, for whom queries are read by. */
export function readerSource(source: ConnectionSource, { role, password }: ReaderLogin): ConnectionSource {
  if (typeof source !== 'string') return { ...source, user: role, password } as ConnectionSource;
  const url = new URL(source);
  for (const name of ['user', 'password']) url.searchParams.delete(name);
  url.username = role;
  url.password = password;
  return url.href;
}
