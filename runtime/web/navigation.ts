import type { Kernel } from '../call/call.js';
import type { Host } from '../host.js';
import type { PageLink } from '../page-link.js';
import type { Principal } from '../principal.js';

export interface NavigationGroup {
  /** Null for a person's own pages. */
  readonly title: string | null;
  readonly links: readonly (PageLink & { readonly current: boolean })[];
}

/** Pages for those who run the platform stand under this path. */
const staffPages = '/account/staff/';

function operatorPages({ store }: Host): readonly PageLink[] {
  return [
    { path: `${staffPages}access`, title: 'Who may call what' },
    ...(store.roles ? [{ path: `${staffPages}roles`, title: 'Roles' }] : []),
  ];
}

/** Every page for a person: the account's own and then the application's; those of the staff in a group of their own. */
export function navigationOf({ host }: Kernel, principal: Principal, path: string): readonly NavigationGroup[] {
  const pages: readonly PageLink[] = [
    { path: '/account/', title: 'Your account' },
    ...(host.store.connections ? [{ path: '/account/connections', title: 'Connections' }] : []),
    { path: '/account/check', title: 'Connect a client' },
    ...activityPages(host, principal),
    { path: '/account/security', title: 'Account security' },
    ...(host.people?.pages?.(principal) ?? []),
    ...(host.people?.isOperator?.(principal) ? operatorPages(host) : []),
  ];
  const groupOf = (title: string | null, links: readonly PageLink[]): NavigationGroup => ({
    title,
    links: links.map((link) => ({ ...link, current: isWithin(path, link.path) })),
  });
  const ofStaff = pages.filter((page) => page.path.startsWith(staffPages));
  const own = pages.filter((page) => !page.path.startsWith(staffPages));
  return [groupOf(null, own), ...(ofStaff.length > 0 ? [groupOf('Staff', ofStaff)] : [])];
}

function activityPages({ people, store }: Host, principal: Principal): readonly PageLink[] {
  const runs = people?.isOperator?.(principal) ?? false;
  return [
    ...(store.auditLog ? [{ path: '/account/activity', title: 'Activity' }] : []),
    ...(store.auditLog && runs ? [{ path: `${staffPages}activity`, title: 'Everybody’s activity' }] : []),
    ...(store.usage && runs ? [{ path: `${staffPages}usage`, title: 'Usage' }] : []),
    ...(store.connections && runs ? [{ path: `${staffPages}connections`, title: 'Everybody’s connections' }] : []),
    ...(store.switchboard && runs ? [{ path: `${staffPages}switches`, title: 'Switches' }] : []),
  ];
}

/** A page stands for those below it, but the account's first page for itself alone. */
function isWithin(path: string, page: string): boolean {
  return path === page || (!page.endsWith('/') && path.startsWith(`${page}/`));
}
