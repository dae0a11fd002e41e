/** Longer than any address of ours; what is longer is not looked at. */
const maxLength = 2_000;

/** Reads parameters out of an address; null where it is none of the template's. */
export type UriMatcher = (uri: string) => { readonly [parameter: string]: string } | null;

/**
 * The matcher of a template with `{name}` in its path and `{?name,other}` at its end, as the checker lets them through.
 * There is a slash between any two parts, so that the time it takes grows with the length alone, and each address is
 * read in one way. It is exact: an address with a query parameter that is not declared, or has one twice, is another address.
 */
export function uriMatcher(template: string): UriMatcher {
  const query = /\{\?([\w,]+)\}$/.exec(template);
  const names = query?.[1]?.split(',') ?? [];
  const address = query === null ? template : template.slice(0, query.index);
  const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const pattern = new RegExp(
    `^${address
      .split(/\{\w+\}/)
      .map(literal)
      .join('([^/?#]+)')}$`,
  );
  return (uri) => {
    if (uri.length > maxLength) return null;
    const [path, search] = names.length === 0 ? [uri, null] : splitQuery(uri);
    const found = pattern.exec(path);
    const asked = search === null ? [] : readQuery(search, names);
    if (found === null || asked === null) return null;
    const pairs = [...parts.map((name, index) => [name, decode(found[index + 1] ?? '')] as const), ...asked];
    return pairs.some(([, value]) => value === null) ? null : Object.fromEntries(pairs as [string, string][]);
  };
}

/** Text around the parts; the more there is, the more exactly a template says which addresses it means. */
export function literalLength(template: string): number {
  return template.replaceAll(/\{[^{}]*\}/g, '').length;
}

function splitQuery(uri: string): readonly [path: string, search: string | null] {
  const at = uri.indexOf('?');
  return at < 0 ? [uri, null] : [uri.slice(0, at), uri.slice(at + 1)];
}

function readQuery(search: string, names: readonly string[]): readonly (readonly [string, string | null])[] | null {
  const pairs = search.split('&').map((pair): readonly [string, string | null] => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), decode(pair.slice(at + 1))];
  });
  const given = pairs.map(([name]) => name);
  const known = given.every((name, index) => names.includes(name) && given.indexOf(name) === index);
  return known ? pairs : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
