import { declaredRoles } from '../../call/access/roles.js';
import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { Roles } from '../../store/roles.js';
import { accessPath } from '../access/access-matrix.js';
import { auditPage } from '../audit-page.js';
import { operatorForm, visitingOperator } from '../operator.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import type { Visitor } from '../visitor.js';
import { privilegeTree, readTerms } from './role-form.js';

export const rolesPath = '/account/staff/roles';

/** `GET /account/staff/roles`: the declared roles, which nobody changes, and those that operators have made. */
export function showRoles(kernel: Kernel, roles: Roles): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor === null) return;
    const kept = await roles.list();
    await showPage(
      kernel,
      exchange,
      { view: 'roles', title: 'Roles', visitor },
      {
        declared: declaredRoles(kernel.server).map(({ key, title, held }) => ({
          title,
          path: `${accessPath}?${new URLSearchParams({ role: key })}`,
          count: held.size,
        })),
        custom: kept.map(({ id, title, audiences, privileges }) => ({
          title,
          path: `${rolesPath}/${id}`,
          audiences: audiences.join(', '),
          count: privileges.length,
        })),
      },
    );
  };
}

/** `GET /account/staff/roles/new` */
export function showNewRole(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor !== null) await showForm(kernel, exchange, visitor, { fields: new URLSearchParams(), problem: null });
  };
}

/** `POST /account/staff/roles` with `title`, `audience` and `privilege`, the last two as often as need be. */
export function makeRole(kernel: Kernel, roles: Roles): Stage {
  return auditPage(kernel, { name: `POST ${rolesPath}`, writeMode: 'create' }, async (exchange, act) => {
    const { visitor, fields } = await operatorForm(kernel, exchange);
    const audiences = fields.getAll('audience').filter((name) => Object.hasOwn(kernel.server.audiences, name));
    const asked = readTerms(kernel, fields, audiences);
    act.concerns({ title: fields.get('title'), audiences, privileges: fields.getAll('privilege') });
    if (asked.problem !== null) {
      act.refuse('VALIDATION_ERROR');
      return showForm(kernel, exchange, visitor, { fields, problem: asked.problem });
    }
    const id = await roles.make({ ...asked.terms, audiences }, act.commit);
    if (id !== null) return seeOther(exchange, `${rolesPath}/${id}`);
    act.refuse('CONFLICT');
    return showForm(kernel, exchange, visitor, { fields, problem: titleTaken(asked.terms.title) });
  });
}

export function titleTaken(title: string): string {
  return `There is a role called ${title} already. Choose another name.`;
}

async function showForm(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  { fields, problem }: { readonly fields: URLSearchParams; readonly problem: string | null },
): Promise<void> {
  const page = { view: 'role-new', title: 'Make a role', visitor, status: problem === null ? 200 : 422 };
  const chosen = fields.getAll('audience');
  await showPage(kernel, exchange, page, {
    problem,
    name: fields.get('title') ?? '',
    audiences: Object.entries(kernel.server.audiences).map(([name, title]) => ({
      name,
      title,
      ticked: chosen.includes(name),
    })),
    groups: privilegeTree(kernel, null, new Set(fields.getAll('privilege'))),
  });
}
