import type { Output as Dashboard } from '../../../../generated/tools/marketplace/account/get_my_dashboard.js';
import type { Kernel } from '../../../call/call.js';
import type { Exchange, Stage } from '../../../http/exchange.js';
import { auditPage } from '../../../web/audit-page.js';
import { callAsVisitor, refusalInWords } from '../../../web/call-as-visitor.js';
import { notFound, PageError } from '../../../web/page-error.js';
import { showPage } from '../../../web/show-page.js';
import { shownMoment } from '../../../web/shown-moment.js';
import { seeOther } from '../../../web/sign-in.js';
import type { Visitor } from '../../../web/visitor.js';
import { folder, memberForm, memberOf, organizationsPath as path, plain, readAs } from './member-visit.js';

/** `GET /account/organizations`: those of a person, the one that this browser works in, and what they are invited to. */
export function showOrganizations(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await memberOf(kernel, exchange);
    if (visitor !== null) await show(kernel, exchange, visitor, null);
  };
}

/** `POST /account/organizations` with `name`, `contact_email` and `buys`. */
export function foundOrganization(kernel: Kernel): Stage {
  return auditPage(kernel, { name: `POST ${path}`, writeMode: 'create' }, async (exchange, act) => {
    const { visitor, fields } = await memberForm(kernel, exchange);
    act.isCall();
    const contact = (fields.get('contact_email') ?? '').trim();
    const outcome = await callAsVisitor(kernel, exchange, visitor, {
      tool: 'create_org',
      arguments: {
        name: (fields.get('name') ?? '').trim(),
        ...(contact !== '' && { contact_email: contact }),
        buys: fields.get('buys') === 'yes',
      },
    });
    if (outcome.refused) return show(kernel, exchange, visitor, { ...outcome, words: refusalInWords(outcome) });
    seeOther(exchange, path);
  });
}

/** `POST /account/organizations/switch` with `org`: what this browser's calls and pages act in from now on. */
export function switchOrganization(kernel: Kernel): Stage {
  return auditPage(kernel, { name: `POST ${path}/switch`, writeMode: 'update' }, async (exchange, act) => {
    const { visitor, fields } = await memberForm(kernel, exchange);
    act.isCall();
    const outcome = await callAsVisitor(kernel, exchange, visitor, {
      tool: 'set_active_org',
      arguments: { org_id: fields.get('org') ?? '' },
    });
    if (outcome.refused) return show(kernel, exchange, visitor, { ...outcome, words: refusalInWords(outcome) });
    seeOther(exchange, path);
  });
}

/** `POST /account/organizations/invites/<id>` with `answer`: `accept` or `decline`. */
export function answerInvite(kernel: Kernel): Stage {
  return auditPage(kernel, { name: `POST ${path}/invites/:invite`, writeMode: 'update' }, async (exchange, act) => {
    const { visitor, fields } = await memberForm(kernel, exchange);
    const action = fields.get('answer');
    if (action !== 'accept' && action !== 'decline') {
      throw new PageError(400, 'Accept or decline?', 'The form said neither. Nothing has been changed.');
    }
    act.isCall();
    const outcome = await callAsVisitor(kernel, exchange, visitor, {
      tool: 'respond_to_invite',
      arguments: { action, invite_id: exchange.path.split('/').at(-1) ?? '' },
    });
    if (outcome.refused) return show(kernel, exchange, visitor, { ...outcome, words: refusalInWords(outcome) });
    seeOther(exchange, path);
  });
}

async function show(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  problem: { readonly http: number; readonly words: string } | null,
): Promise<void> {
  const { principal } = visitor;
  const read = await readAs(kernel, exchange, visitor, { tool: 'get_my_dashboard', arguments: {} });
  if (read.refused) throw read.code === 'FORBIDDEN' ? notFound() : new PageError(read.http, 'Not now', read.message);
  const { orgs, pending_invites: invites } = read.value as Dashboard;
  const planOf = (id: string) => principal.standings.find(({ contexts }) => contexts.org === id)?.plan ?? null;
  const page = { view: 'organizations', folder, title: 'Organizations', visitor, status: problem?.http ?? 200 };
  await showPage(kernel, exchange, page, {
    problem: problem?.words ?? null,
    organizations: orgs.map(({ org_id: id, name, role, personal, active }) => ({
      ...{ id, name: plain(name), role, personal, active, plan: planOf(id), path: `${path}/${id}` },
    })),
    invites: invites.map((invite) => ({
      path: `${path}/invites/${invite.invite_id}`,
      organization: plain(invite.org_name),
      by: plain(invite.invited_by),
      note: plain(invite.note),
      role: invite.role,
      expired: invite.expired,
      until: shownMoment(new Date(invite.expires_at)),
    })),
  });
}
