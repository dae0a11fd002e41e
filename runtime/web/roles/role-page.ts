import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { KeptRole, Roles } from '../../store/roles.js';
import { accessPath } from '../access/access-matrix.js';
import { auditPage } from '../audit-page.js';
import { operatorForm, visitingOperator } from '../operator.js';
import { notFound, PageError } from '../page-error.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import type { Visitor } from '../visitor.js';
import { privilegeTree, readTerms } from './role-form.js';
import { rolesPath, titleTaken } from './roles-page.js';

/** `GET /account/staff/roles/<id>`: what a role allows, who has it, and the forms that change and delete it. */
export function showRole(kernel: Kernel, roles: Roles): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor !== null)
      await showForm(kernel, exchange, visitor, { role: await roleOf(exchange, roles), problem: null });
  };
}

/** `POST /account/staff/roles/<id>` with `version`, `title` and `privilege`. Whom it is for stays as it was made. */
export function changeRole(kernel: Kernel, roles: Roles): Stage {
  return auditPage(kernel, { name: `POST ${rolesPath}/:role`, writeMode: 'update' }, async (exchange, act) => {
    const { visitor, fields } = await operatorForm(kernel, exchange);
    const role = await roleOf(exchange, roles);
    act.concerns({ role: role.id, title: fields.get('title'), privileges: fields.getAll('privilege') });
    refuseOwn(visitor, role);
    const asked = readTerms(kernel, fields, role.audiences);
    const again = (problem: string) => {
      const tried = { ...role, title: fields.get('title') ?? '', privileges: fields.getAll('privilege') };
      return showForm(kernel, exchange, visitor, { role: tried, problem });
    };
    if (asked.problem !== null) {
      act.refuse('VALIDATION_ERROR');
      return again(asked.problem);
    }
    const version = Number(fields.get('version'));
    const done = await roles.change(
      role.id,
      { version: Number.isInteger(version) ? version : 0, ...asked },
      act.commit,
    );
    if (done === 'changed') return seeOther(exchange, `${rolesPath}/${role.id}`);
    if (done === 'stale') {
      throw new PageError(
        409,
        'Somebody was faster',
        'The role has been changed since you opened it. Nothing has been done. Open it again and look at what it allows now.',
      );
    }
    act.refuse('CONFLICT');
    return again(titleTaken(asked.terms.title));
  });
}

/** `POST /account/staff/roles/<id>/delete`: not while somebody has it. */
export function deleteRole(kernel: Kernel, roles: Roles): Stage {
  return auditPage(kernel, { name: `POST ${rolesPath}/:role/delete`, writeMode: 'delete' }, async (exchange, act) => {
    const { visitor } = await operatorForm(kernel, exchange);
    const role = await roleOf(exchange, roles);
    act.concerns({ role: role.id });
    refuseOwn(visitor, role);
    const held = (await holdersOf(kernel, role)).length > 0;
    const done = held ? 'held' : await roles.delete(role.id, act.commit);
    if (done === 'gone') throw notFound();
    if (done === 'held') {
      throw new PageError(
        409,
        'Somebody has this role',
        `Whoever has ${role.title} would suddenly be somebody else. Take it from them first. Nothing has been deleted.`,
      );
    }
    seeOther(exchange, rolesPath);
  });
}

/** Nobody widens what they may themselves. Throws the page that says so. */
function refuseOwn({ principal }: Visitor, { id }: KeptRole): void {
  if (!principal.standings.some(({ customRole }) => customRole?.id === id)) return;
  throw new PageError(
    403,
    'This is your own role',
    'You have this role yourself, so somebody else has to change it. Nothing has been done.',
  );
}

async function roleOf(exchange: Exchange, roles: Roles): Promise<KeptRole> {
  const role = await roles.find(exchange.path.split('/')[4] ?? '');
  if (role === null) throw notFound();
  return role;
}

async function holdersOf({ host }: Kernel, { id }: KeptRole) {
  return (await host.people?.holdersOf?.(id)) ?? [];
}

async function showForm(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  { role, problem }: { readonly role: KeptRole; readonly problem: string | null },
): Promise<void> {
  const { id, title, audiences, privileges, version } = role;
  const page = { view: 'role', title: problem === null ? title : 'Role', visitor, status: problem ? 422 : 200 };
  await showPage(kernel, exchange, page, {
    problem,
    path: `${rolesPath}/${id}`,
    access: `${accessPath}?${new URLSearchParams({ role: id })}`,
    name: title,
    version,
    audiences: audiences.join(', '),
    holders: await holdersOf(kernel, role),
    groups: privilegeTree(kernel, audiences, new Set(privileges)),
  });
}
