import type { Output as Dashboard } from '../../../../generated/tools/marketplace/account/get_my_dashboard.js';
import type { Output as Members } from '../../../../generated/tools/marketplace/organizations/list_org_members.js';
import type { Kernel } from '../../../call/call.js';
import { heldPrivileges } from '../../../call/held-privileges.js';
import type { Exchange, Stage } from '../../../http/exchange.js';
import type { Standing } from '../../../principal.js';
import { notFound, PageError } from '../../../web/page-error.js';
import { showPage } from '../../../web/show-page.js';
import { shownMoment } from '../../../web/shown-moment.js';
import type { Visitor } from '../../../web/visitor.js';
import { folder, memberOf, organizationsPath, plain, readAs } from './member-visit.js';

const manages = 'marketplace:member:manage';

/** How many members a page shows: `?offset=` has the others. */
const most = 50;

/** `GET /account/organizations/<id>`: its members, whom it has invited, and what somebody of this role may do about them. */
export function showOrganization(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await memberOf(kernel, exchange);
    if (visitor !== null) await showMembers(kernel, exchange, visitor, null);
  };
}

/** The visitor's standing in the organization of the address. Throws the page that says that there is none. */
export function standingIn({ principal }: Visitor, exchange: Exchange): Standing {
  const id = exchange.path.split('/')[3];
  const standing = principal.standings.find(({ contexts }) => contexts.org === id);
  if (id === undefined || standing === undefined) throw notFound();
  return standing;
}

/** The roles that a member may be given, as the tool has them. */
export function rolesToGive({ handlers }: Kernel): readonly string[] {
  const shape = handlers.get('manage_org_member')?.tool.input.properties?.role;
  return (shape?.enum ?? []).filter((role) => typeof role === 'string');
}

/** The role that allows least: what somebody is invited as unless more is chosen. */
function leastOf(kernel: Kernel): string | undefined {
  const count = (role: string) => kernel.server.roles[role]?.length ?? 0;
  return [...rolesToGive(kernel)].sort((left, right) => count(left) - count(right))[0];
}

export async function showMembers(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  problem: { readonly http: number; readonly words: string } | null,
): Promise<void> {
  const standing = standingIn(visitor, exchange);
  const id = standing.contexts.org ?? '';
  const { offset: asked } = exchange.query;
  const offset = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const read = async (tool: string, input: object) => {
    const outcome = await readAs(kernel, exchange, visitor, { tool, arguments: { ...input }, standing });
    if (outcome.refused) throw new PageError(outcome.http, 'Not now', outcome.message);
    return outcome.value;
  };
  const held = heldPrivileges(kernel.server, standing);
  const dashboard = (await read('get_my_dashboard', {})) as Dashboard;
  const seesMembers = held.has('marketplace:member:read');
  const listed = seesMembers
    ? ((await read('list_org_members', { limit: most, offset })) as Pick<Members, 'members'> & { page: PageFacts })
    : null;
  const own = dashboard.orgs.find(({ org_id }) => org_id === id);
  if (own === undefined) throw notFound();
  const path = `${organizationsPath}/${id}`;
  const active = visitor.principal.active.contexts.org === id;
  const name = plain(own.name) ?? id;
  const page = { view: 'organization', folder, title: name, visitor, status: problem?.http ?? 200 };
  await showPage(kernel, exchange, page, {
    ...{ id, path, name, active, role: standing.role, personal: own.personal },
    problem: problem?.words ?? null,
    manages: active && held.has(manages) && !own.personal,
    seesMembers,
    roles: rolesToGive(kernel).map((role) => ({ role, chosen: role === leastOf(kernel) })),
    members: (listed?.members ?? []).map((member) => ({
      ...{ id: member.customer_id, name: plain(member.name), email: member.email, role: member.role },
      self: member.customer_id === visitor.principal.id,
      roles: rolesToGive(kernel).map((role) => ({ role, chosen: role === member.role })),
    })),
    more: listed?.page.has_more ? `${path}?offset=${offset + most}` : null,
    fewer: offset > 0 ? `${path}?offset=${Math.max(0, offset - most)}` : null,
    invites: (dashboard.sent_invites ?? []).map((invite) => ({
      ...{ id: invite.invite_id, email: invite.email, role: invite.role, expired: invite.expired },
      until: shownMoment(new Date(invite.expires_at)),
    })),
  });
}

interface PageFacts {
  readonly has_more: boolean;
}
