const home = '/account/';

/** Where to go on after signing in: a path of this server as it was asked for, else the account's page. */
export function nextPath(asked: string | null): string {
  if (asked === null || asked.length > 1_000 || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return home;
  const here = 'http://here';
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  // Two slashes begin another host's address, also where only `/..//` has left them.
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : home;
}
