import type { Knex } from 'knex';
import type { RoleHolder } from 'toolwright/runtime';

/** Members and accounts of the platform's that have a custom role, by name. As the tables' owner. */
export async function holdersOf(db: Knex, roleId: string): Promise<readonly RoleHolder[]> {
  const { rows } = await db.raw<{ rows: RoleHolder[] }>(
    `select c.id, c.name, o.name as tenant
       from membership m join customer c on c.id = m.customer_id join organization o on o.id = m.organization_id
       where m.custom_role = :roleId
     union all select c.id, c.name, null from customer c where c.custom_role = :roleId
     order by name, tenant`,
    { roleId },
  );
  return rows;
}
