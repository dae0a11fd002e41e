import type { Standing } from 'toolwright/runtime';

/** A role that operators made, as a person has it. */
export interface CustomRole {
  readonly id: string;
  readonly version: number;
  readonly privileges: readonly string[];
}

/** The tables that name a custom role: a membership, or an account of the platform's. */
type Holder = 'm' | 'c';

/** What joins the custom role, as `r`, to whoever has it. */
export function customRoleOf(holder: Holder): [{ r: string }, string, string] {
  return [{ r: 'toolwright.custom_role' }, 'r.id', `${holder}.custom_role`];
}

/** A `CustomRole` of the joined row, or null. */
export const CUSTOM_ROLE = `case when r.id is not null
  then jsonb_build_object('id', r.id, 'version', r.version, 'privileges', r.privileges) end`;

/** The declared role, which tools show; with a custom one, that role's privileges and none but those. */
export function privilegesOf(
  role: string | null,
  custom: CustomRole | null,
): Pick<Standing, 'role' | 'privileges' | 'customRole'> {
  if (custom === null) return { role };
  const { id, version, privileges } = custom;
  return { role, privileges, customRole: { id, version } };
}
