import { type AccessRow, accessRows, allTools } from '../../call/access/access-rows.js';
import { privilegesMissing } from '../../call/access/obstacles.js';
import { declaredPrivileges } from '../../call/access/privileges.js';
import type { AccessRole } from '../../call/access/roles.js';
import type { Kernel } from '../../call/call.js';

/** A part of the matrix: its rows and, of each, one cell a role. */
export interface MatrixGroup {
  readonly title: string;
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  /** Where the row alone is shown. */
  readonly path: string;
  readonly name: string;
  readonly action: string | null;
  /** What people call it. */
  readonly title: string;
  readonly writes: boolean;
  /** Whom a tool is for, and what it asks for; of a privilege, the tools that ask for it. */
  readonly notes: readonly { readonly label: string; readonly items: readonly string[] }[];
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly role: string;
  readonly title: string;
  readonly allowed: boolean;
  /** Privileges that the role lacks for it. */
  readonly missing: readonly string[];
}

export const accessPath = '/account/staff/access';

/** Which tools each role may call, by domain; an action that asks for something of its own has a row of its own. */
export function matrixByTool(kernel: Kernel, roles: readonly AccessRole[]): readonly MatrixGroup[] {
  const groups = new Map<string, MatrixRow[]>();
  for (const tool of allTools(kernel)) {
    const domain = `${tool.module} ${tool.domain}`;
    const rows = groups.get(domain) ?? [];
    groups.set(domain, rows);
    rows.push(...accessRows(tool).map((row) => toolRow(kernel, row, roles)));
  }
  return Object.entries(kernel.server.modules).flatMap(([module, { domains }]) =>
    Object.entries(domains).flatMap(([domain, title]) => {
      const rows = groups.get(`${module} ${domain}`);
      return rows ? [{ title, rows }] : [];
    }),
  );
}

/** Which privileges each role holds, by what they are about. */
export function matrixByPrivilege(kernel: Kernel, roles: readonly AccessRole[]): readonly MatrixGroup[] {
  const groups = new Map<string, MatrixRow[]>();
  for (const { privilege, title, group } of declaredPrivileges(kernel.server)) {
    const rows = groups.get(group) ?? [];
    groups.set(group, rows);
    rows.push({
      path: `${accessPath}?${new URLSearchParams({ by: 'privilege', row: privilege })}`,
      name: privilege,
      action: null,
      title,
      writes: false,
      notes: [{ label: 'Asked for by', items: askedForBy(kernel, privilege) }],
      cells: roles.map(({ key, title, held }) => ({ role: key, title, allowed: held.has(privilege), missing: [] })),
    });
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

function toolRow({ server }: Kernel, row: AccessRow, roles: readonly AccessRole[]): MatrixRow {
  const { tool, action, requires, writeMode } = row;
  return {
    path: `${accessPath}?${new URLSearchParams({ by: 'tool', row: tool.name })}`,
    name: tool.name,
    action,
    title: tool.title,
    writes: writeMode !== 'read',
    notes: [
      { label: 'For', items: tool.audience },
      { label: 'Asks for', items: requires.map(({ privilege }) => shortPrivilege(server, privilege)) },
    ],
    cells: roles.map(({ key, title, held }) => {
      const missing = privilegesMissing(held, row);
      return {
        role: key,
        title,
        allowed: missing.length === 0,
        missing: missing.map((each) => shortPrivilege(server, each)),
      };
    }),
  };
}

function askedForBy(kernel: Kernel, privilege: string): readonly string[] {
  return allTools(kernel)
    .flatMap(accessRows)
    .filter(({ requires }) => requires.some((requirement) => requirement.privilege === privilege))
    .map(({ tool, action }) => (action === null ? tool.name : `${tool.name} (${action})`));
}

/** Without its module, where there is only one. */
export function shortPrivilege({ modules }: Kernel['server'], privilege: string): string {
  return Object.keys(modules).length === 1 ? privilege.slice(privilege.indexOf(':') + 1) : privilege;
}
