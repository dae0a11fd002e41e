import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { auditPage } from '../../web/audit-page.js';
import { operatorForm, visitingOperator } from '../../web/operator.js';
import { notFound, PageError } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import type { PageSources } from '../pages/within-organization.js';
import { type Assignment, assignRole, findPeople, isFor, type Place } from './role-assignment.js';

const folder = new URL('./views/', import.meta.url);
const path = '/account/staff/people';
const most = 50;

/** `GET /account/staff/people?q=<words>`: people, their roles, and which of those that operators made they have. */
export function showPeople(kernel: Kernel, { knex }: PageSources): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor === null) return;
    const words = typeof exchange.query.q === 'string' ? exchange.query.q.trim().slice(0, 100) : '';
    const [people, roles] = await Promise.all([
      words === '' ? [] : findPeople(knex, words, most),
      kernel.host.store.roles?.list() ?? [],
    ]);
    const choices = (custom: string | null, platform: boolean) =>
      roles
        .filter(({ audiences }) => isFor(audiences, platform))
        .map(({ id, title }) => ({ id, title, chosen: id === custom }));
    await showPage(
      kernel,
      exchange,
      { view: 'staff-people', folder, title: 'People', visitor },
      {
        words,
        people: people.map(({ id, name, email, places }) => ({
          name,
          email,
          places: places.map((place, index) => ({
            field: `${id}-${index}`,
            path: `${path}/${id}/role`,
            organizationId: place.organizationId ?? '',
            where: place.organization ?? 'The platform',
            role: place.role,
            fixed: fixed(place, id === visitor.principal.id),
            choices: choices(place.custom, place.organizationId === null),
          })),
        })),
      },
    );
  };
}

/** `POST /account/staff/people/<id>/role` with `org` (empty: the platform's account), `role` (empty: none) and `q`. */
export function giveRole(kernel: Kernel, { knex }: PageSources): Stage {
  return auditPage(kernel, { name: `POST ${path}/:customer/role`, writeMode: 'update' }, async (exchange, act) => {
    const { visitor, fields } = await operatorForm(kernel, exchange);
    const assignment: Assignment = {
      customerId: exchange.path.split('/')[4] ?? '',
      organizationId: fields.get('org') || null,
      roleId: fields.get('role') || null,
    };
    const { customerId, organizationId, roleId } = assignment;
    act.concerns({ customer: customerId, role: roleId }, organizationId ?? undefined);
    if (customerId === visitor.principal.id) {
      throw new PageError(
        403,
        'This is yourself',
        'Nobody decides what they may themselves. Ask somebody else to do it.',
      );
    }
    const done = await assignRole(knex, assignment, act.commit);
    if (done === 'nowhere') throw notFound();
    if (done === 'owner') {
      throw new PageError(
        409,
        'Owners keep everything',
        'Make the person something else first. Nothing has been changed.',
      );
    }
    if (done === 'unfit') {
      throw new PageError(
        409,
        'The role is not for them',
        'It is deleted, or made for other people than those who are there. Nothing has been changed.',
      );
    }
    seeOther(exchange, `${path}?${new URLSearchParams({ q: fields.get('q') ?? '' })}`);
  });
}

/** Why nobody can give a role here; null where somebody can. */
function fixed({ role }: Place, self: boolean): string | null {
  if (self) return 'This is yourself. Somebody else decides what you may.';
  return role === 'owner' ? 'Owners keep everything.' : null;
}
