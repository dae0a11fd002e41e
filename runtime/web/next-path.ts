const home = '/account/';

/** Where to go on after signing in: a path of this server as it was asked for, else the account's page. */
export function nextPath(asked: string | null): string {
  // Two slashes, or one and a backslash, begin another host's address.
  if (asked === null || asked.length > 1_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return home;
  const here = 'http://here';
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  return url?.origin === here ? `${url.pathname}${url.search}` : home;
}
