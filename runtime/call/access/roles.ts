import type { Server } from '../../tool.js';

/** A role as access is weighed for it. */
export interface AccessRole {
  /** What it is told apart by: its name in `server.yaml`. */
  readonly key: string;
  readonly title: string;
  readonly declared: boolean;
  readonly held: ReadonlySet<string>;
}

/** The roles that `server.yaml` declares, in its order. */
export function declaredRoles({ roles }: Server): readonly AccessRole[] {
  return Object.entries(roles).map(([key, privileges]) => ({
    key,
    title: key,
    declared: true,
    held: new Set(privileges),
  }));
}

/** A privilege of the program, as people read it. */
export interface PrivilegeTitle {
  readonly privilege: string;
  readonly title: string;
  readonly sensitive: boolean;
  /** What it belongs to: `Organizations` of `marketplace:organization:read`. */
  readonly group: string;
}

/** Every privilege that the program's modules declare, in their order. */
export function declaredPrivileges({ modules }: Server): readonly PrivilegeTitle[] {
  return Object.values(modules).flatMap(({ title: module, privileges }) =>
    Object.entries(privileges).map(([privilege, { title, sensitive = false }]) => ({
      privilege,
      title,
      sensitive,
      group: `${module}: ${privilege.split(':')[1] ?? privilege}`,
    })),
  );
}
