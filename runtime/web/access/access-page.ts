import { allRoles } from '../../call/access/roles.js';
import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { visitingOperator } from '../operator.js';
import { notFound } from '../page-error.js';
import { showPage } from '../show-page.js';
import { type MatrixGroup, matrixByPrivilege, matrixByTool } from './access-matrix.js';

/**
 * `GET /account/staff/access?by=tool|privilege`: which role may call what. `role` shows one column of it and `row` one row, as
 * lists, which fit a phone as well.
 */
export function showAccess(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor === null) return;
    const by = asked(exchange, 'by') === 'privilege' ? 'privilege' : 'tool';
    const roles = await allRoles(kernel);
    const groups = (by === 'tool' ? matrixByTool : matrixByPrivilege)(kernel, roles);
    const role = asked(exchange, 'role');
    const row = asked(exchange, 'row');
    const page = { view: 'access', title: 'Who may call what', visitor, wide: role === null && row === null };
    await showPage(kernel, exchange, page, {
      by,
      byTool: by === 'tool',
      roles: roles.map(({ key, title, declared }) => ({ key, title, declared, chosen: key === role })),
      rows: [...new Set(groups.flatMap(({ rows }) => rows.map(({ name }) => name)))].map((name) => ({
        name,
        chosen: name === row,
      })),
      list: role === null ? null : oneRole(groups, role),
      single: row === null ? null : oneRow(groups, row),
      matrix: role === null && row === null ? groups : null,
    });
  };
}

export function asked(exchange: Exchange, name: string): string | null {
  const value = exchange.query[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A column of the matrix. Throws the page that says that there is none. */
function oneRole(groups: readonly MatrixGroup[], role: string) {
  const column = groups.map(({ title, rows }) => ({
    title,
    rows: rows.flatMap((row) => {
      const cell = row.cells.find((each) => each.role === role);
      return cell ? [{ ...row, ...cell }] : [];
    }),
  }));
  if (column.every(({ rows }) => rows.length === 0)) throw notFound();
  return { role, groups: column };
}

/** A row of it, or one for each action of a tool. Throws the page that says that there is none. */
function oneRow(groups: readonly MatrixGroup[], name: string) {
  const rows = groups.flatMap((group) => group.rows).filter((row) => row.name === name);
  if (rows.length === 0) throw notFound();
  return rows;
}
