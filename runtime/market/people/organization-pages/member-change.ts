import type { Kernel } from '../../../call/call.js';
import type { Stage } from '../../../http/exchange.js';
import { auditPage } from '../../../web/audit-page.js';
import { callAsVisitor, refusalInWords } from '../../../web/call-as-visitor.js';
import { PageError } from '../../../web/page-error.js';
import { showPage } from '../../../web/show-page.js';
import { seeOther } from '../../../web/sign-in.js';
import { folder, memberForm, organizationsPath } from './member-visit.js';
import { showMembers, standingIn } from './organization-page.js';

/** What a form may ask for: the fields that are sent on, and the question that comes first where there is no way back. */
interface Change {
  readonly tool: 'manage_org_member' | 'leave_org';
  readonly fields: readonly string[];
  readonly question?: (fields: URLSearchParams, organization: string) => string;
}

const changes: Readonly<Record<string, Change>> = {
  invite: { tool: 'manage_org_member', fields: ['email', 'role', 'note'] },
  revoke_invite: {
    tool: 'manage_org_member',
    fields: ['invite_id'],
    question: (fields) => `Take back the invite to ${fields.get('whom') ?? 'them'}?`,
  },
  change_role: {
    tool: 'manage_org_member',
    fields: ['customer_id', 'role'],
    question: (fields) =>
      `Make ${fields.get('whom') ?? 'them'} ${fields.get('role') ?? ''}? What they had before ends at once.`,
  },
  remove: {
    tool: 'manage_org_member',
    fields: ['customer_id'],
    question: (fields, organization) => `Remove ${fields.get('whom') ?? 'them'} from ${organization}?`,
  },
  leave: { tool: 'leave_org', fields: [], question: (_, organization) => `Leave ${organization}?` },
};

/**
 * `POST /account/organizations/<id>` with `change` and what it takes; `sure` where it asks first. It is done only while the
 * browser works in this very organization, whatever the address says, since that is where calls act.
 */
export function changeMembers(kernel: Kernel): Stage {
  const name = `POST ${organizationsPath}/:organization`;
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const { visitor, fields } = await memberForm(kernel, exchange);
    const asked = fields.get('change') ?? '';
    const change = Object.hasOwn(changes, asked) ? changes[asked] : undefined;
    act.concerns({ change: asked });
    const standing = standingIn(visitor, exchange);
    if (change === undefined) {
      throw new PageError(400, 'What is to be done?', 'The form did not say. Nothing has been changed.');
    }
    const id = standing.contexts.org ?? '';
    const organization = (await kernel.host.describeTenant?.(id)) ?? id;
    if (visitor.principal.active.contexts.org !== id) throw elsewhere(organization);
    act.isCall();
    const path = `${organizationsPath}/${id}`;
    if (change.question !== undefined && fields.get('sure') !== 'yes') {
      const sent = ['change', 'whom', ...change.fields].flatMap((field) => {
        const value = fields.get(field);
        return value === null ? [] : [{ name: field, value }];
      });
      const page = { view: 'organization-sure', folder, title: 'Are you sure?', visitor };
      return showPage(kernel, exchange, page, { path, question: change.question(fields, organization), fields: sent });
    }
    const outcome = await callAsVisitor(kernel, exchange, visitor, {
      tool: change.tool,
      arguments: argumentsOf(asked, change, fields),
    });
    if (outcome.refused) {
      return showMembers(kernel, exchange, visitor, { http: outcome.http, words: refusalInWords(outcome) });
    }
    // Whoever has left, or has taken their own seat away, sees the organization no more.
    const left = asked === 'leave' || (asked === 'remove' && fields.get('customer_id') === visitor.principal.id);
    seeOther(exchange, left ? organizationsPath : path);
  });
}

function argumentsOf(action: string, { tool, fields: names }: Change, fields: URLSearchParams): Record<string, string> {
  const sent = names.flatMap((name): [string, string][] => {
    const value = (fields.get(name) ?? '').trim();
    return value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(tool === 'manage_org_member' ? [['action', action], ...sent] : sent);
}

function elsewhere(organization: string): PageError {
  return new PageError(
    409,
    'This browser works elsewhere',
    `What is done here is done in the organization that this browser works in, and that is not ${organization} any more. Nothing has been changed. Choose ${organization} first.`,
  );
}
