import { isLoopback } from '../../http/origins.js';

/** What decides whether the demo's well-known keys may exist. */
export interface DemoSurroundings {
  readonly embedded: boolean;
  readonly host: string;
  readonly production: boolean;
}

/**
 * Null where the demo data and its keys, which everybody knows, may be used: on the embedded database, reached from
 * this machine alone, outside of production. Else the sentence that says why not.
 */
export function demoRefusal({ embedded, host, production }: DemoSurroundings): string | null {
  if (production) return 'NODE_ENV is production, so there is no demo data and no demo key works.';
  if (!embedded) return 'DATABASE_URL is set, so there is no demo data and no demo key works.';
  if (!isLoopback(host) && host !== '::1')
    return `HOST ${host} can be reached from other machines, so no demo key works.`;
  return null;
}
