import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { requireOperator } from '../../web/operator.js';
import { notFound, PageError, staleForm } from '../../web/page-error.js';
import { readForm } from '../../web/read-form.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { visitorOf } from '../../web/visitor.js';
import { findModerated, longestNote, type ModeratedVendor, moderateVendor, vendorsToModerate } from './moderation.js';
import type { VendorPages } from './vendor-pages.js';

const folder = new URL('./views/', import.meta.url);
const path = '/account/staff/vendors';

/** How many a page shows: `toolwright vendor list` has the rest. */
const most = 200;

/** `GET /account/staff/vendors`: who wants to sell, and who was allowed to. For everybody but staff there is nothing here. */
export function showVendors(kernel: Kernel, { knex }: VendorPages): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${path}`);
    requireOperator(kernel, visitor);
    const vendors = await vendorsToModerate(knex, most);
    const page = { view: 'staff-vendors', folder, title: 'Vendors', visitor };
    const shown = vendors.map(toShown);
    await showPage(kernel, exchange, page, {
      longestNote,
      groups: [
        {
          title: 'Waiting for approval',
          key: 'waiting',
          empty: 'Nobody waits.',
          vendors: shown.filter(({ pending }) => pending),
        },
        {
          title: 'Decided',
          key: 'decided',
          empty: 'Nothing has been decided yet.',
          vendors: shown.filter(({ pending }) => !pending),
        },
      ],
    });
  };
}

/** `POST /account/staff/vendors/<id>` with `decision` and `note`. */
export function decideOnVendor(kernel: Kernel, { knex }: VendorPages): Stage {
  const name = 'POST /account/staff/vendors/:vendor';
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    requireOperator(kernel, visitor);
    const fields = await readForm(kernel, exchange, 'session');
    const named = exchange.path.split('/').at(-1) ?? '';
    const status = fields.get('decision');
    act.concerns({ vendor: named, decision: status, note: fields.get('note') });
    if (status !== 'approved' && status !== 'rejected') {
      throw new PageError(400, 'Approve or reject?', 'The form said neither. Nothing has been changed.');
    }
    const note = fields.get('note')?.trim() || null;
    if (note !== null && note.length > longestNote) {
      throw new PageError(
        400,
        'The note is too long',
        `It has at most ${longestNote} characters. Nothing has been changed.`,
      );
    }
    const vendor = await findModerated(knex, named);
    if (vendor === null) throw notFound();
    act.concerns({ vendor: vendor.id, decision: status, note }, vendor.organization_id);
    const moderation = { status, note, by: visitor.principal.id, now: kernel.now(), witness: act.commit } as const;
    const done = await moderateVendor(knex, vendor.id, moderation);
    if (done === 'name_taken') {
      throw new PageError(
        409,
        'The name is taken',
        `Another vendor is called ${vendor.name} by now. Ask for another name.`,
      );
    }
    seeOther(exchange, path);
  });
}

function toShown(vendor: ModeratedVendor) {
  const { id, name, organization, status, profile, website, packages, moderation_note: note, created_at } = vendor;
  return {
    path: `${path}/${id}`,
    ...{ id, name, organization, status, profile, website, packages, note },
    pending: status === 'pending',
    approved: status === 'approved',
    rejectable: status !== 'rejected',
    applied: created_at.toISOString().slice(0, 10),
  };
}
