import type Router from '@koa/router';
import { metricsPath } from './answer-metrics.js';
import { healthPaths } from './health.js';

/** An address at which requests are taken. */
export interface ServedRoute {
  /** The path, with what varies in braces: `/invoices/{file}`. */
  readonly uri: string;
  /** In the order in which they are usually named; HEAD wherever there is GET. */
  readonly methods: readonly string[];
  /** Dotted and its own: as the route was named where it was made, else made of the path. */
  readonly name: string;
}

/** One method and path, as the router keeps them: a layer may have several methods, and a path several layers. */
interface Taken {
  readonly uri: string;
  readonly methods: readonly string[];
  readonly name: string | null;
}

const order = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Everything that a server takes requests at, sorted by path, each once: what its router has, and what stands before the router.
 * A wildcard is what answers where nothing is, so it is left out. A path that is an expression says nothing to a reader: such a
 * route is made with its address as its name.
 */
export function servedRoutes(router: Pick<Router, 'stack'>): readonly ServedRoute[] {
  const before = [...healthPaths, metricsPath].map((uri) => ({ uri, methods: ['GET', 'HEAD'], name: null }));
  const routed = router.stack.flatMap(({ path, methods, name }) => takenBy(path, methods, name ?? null));
  const byUri = new Map<string, Taken>();
  for (const { uri, methods, name } of [...before, ...routed]) {
    const known = byUri.get(uri);
    byUri.set(uri, { uri, methods: [...(known?.methods ?? []), ...methods], name: known?.name ?? name });
  }
  const taken = [...byUri.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const names = namesOf(taken);
  return taken.map(({ uri, methods }) => ({
    uri,
    methods: order.filter((method) => methods.includes(method)),
    name: names.get(uri) ?? uri,
  }));
}

function takenBy(path: string | RegExp, methods: readonly string[], name: string | null): readonly Taken[] {
  if (methods.length === 0) return [];
  if (path instanceof RegExp) return [{ uri: name ?? path.source, methods, name: null }];
  if (path.includes('*')) return [];
  return [{ uri: path.replace(/:(\w+)/g, '{$1}'), methods, name }];
}

/**
 * The names, by address. Of two that would be called alike, each says what varies in it as well: `orders.order.lines` is not
 * `orders.lines`.
 */
function namesOf(taken: readonly Taken[]): ReadonlyMap<string, string> {
  const short = new Map(taken.map((route) => [route.uri, route.name ?? shortName(route, taken)]));
  const counts = new Map<string, number>();
  for (const name of short.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...short].map(([uri, name]) => [uri, counts.get(name) === 1 ? name : words(uri, /[{}]/g).join('.')]));
}

/** `/posts` is `posts.index` where there is a `/posts/{post}`, which is `posts.show`, or `posts.update` where it is only sent to. */
function shortName({ uri, methods }: Taken, taken: readonly Taken[]): string {
  const name = words(uri, /[^/]*\{[^/]*/g).join('.') || 'home';
  if (/\{[^/]*$/.test(uri)) return `${name}.${methods.includes('GET') ? 'show' : 'update'}`;
  const listed = taken.some(
    (other) => other.uri.startsWith(`${uri}/`) && /^\/\{[^/]*$/.test(other.uri.slice(uri.length)),
  );
  return listed ? `${name}.index` : name;
}

/** The parts of a path, without the dot before hidden ones. */
function words(uri: string, without: RegExp): readonly string[] {
  const parts = uri.replace(without, '').split('/');
  return parts.map((part) => part.replace(/^\./, '')).filter((part) => part !== '');
}
