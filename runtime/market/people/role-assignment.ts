import type { Knex } from 'knex';
import type { Witness } from '../witness.js';

/** Where a person may be given a custom role: in an organization, or as an account of the platform's. */
export interface Place {
  /** Null: the platform's account. */
  readonly organizationId: string | null;
  readonly organization: string | null;
  /** The declared role. */
  readonly role: string;
  /** The id of the custom one. */
  readonly custom: string | null;
}

export interface PersonPlaces {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly places: readonly Place[];
}

/** Everybody whose address or name holds these words, at most `limit`. As the tables' owner. */
export async function findPeople(db: Knex, words: string, limit: number): Promise<readonly PersonPlaces[]> {
  const like = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await db.raw<{ rows: PersonPlaces[] }>(
    `select c.id, c.name, c.email, coalesce(places.all, '[]'::jsonb) as places from customer c
     left join lateral (
       select jsonb_agg(jsonb_build_object('organizationId', place.id, 'organization', place.name, 'role', place.role,
         'custom', place.custom) order by place.name) as all
       from (
         select o.id, o.name, m.role, m.custom_role as custom from membership m
           join organization o on o.id = m.organization_id where m.customer_id = c.id
         union all select null, null, c.platform_role, c.custom_role where c.platform_role is not null
       ) place
     ) places on true
     where (c.email ilike :like or c.name ilike :like) and c.disabled_at is null
     order by c.name, c.id limit :limit`,
    { like, limit },
  );
  return rows;
}

/** Whether a role is for accounts of the platform's alone, or for members alone. */
export function isFor(audiences: readonly string[], platform: boolean): boolean {
  return audiences.every((audience) => (audience === 'staff') === platform);
}

export interface Assignment {
  readonly customerId: string;
  /** Null: the platform's account. */
  readonly organizationId: string | null;
  /** Null takes it away. */
  readonly roleId: string | null;
}

/**
 * Gives somebody a custom role in one place, in force in every process once it commits. `nowhere`: they are not there, or not any
 * more. `owner`: an owner keeps everything. `unfit`: there is no such role, or it is for others than those who are there.
 */
export async function assignRole(
  db: Knex,
  { customerId, organizationId, roleId }: Assignment,
  witness: Witness,
): Promise<'assigned' | 'nowhere' | 'owner' | 'unfit'> {
  return db.transaction(async (transaction) => {
    const held =
      organizationId === null
        ? transaction('customer').where({ id: customerId }).whereNotNull('platform_role')
        : transaction('membership').where({ customer_id: customerId, organization_id: organizationId });
    const found: { role: string } | undefined = await held
      .clone()
      .forNoKeyUpdate()
      .first({ role: organizationId === null ? 'platform_role' : 'role' });
    if (found === undefined) return 'nowhere';
    if (found.role === 'owner' && roleId !== null) return 'owner';
    if (roleId !== null && !(await fits(transaction, roleId, organizationId))) return 'unfit';
    await held.clone().update({ custom_role: roleId });
    await witness(transaction);
    return 'assigned';
  });
}

/** A role for the platform's people is nothing for an organization's, nor the other way round. */
async function fits(db: Knex, roleId: string, organizationId: string | null): Promise<boolean> {
  const role: { audiences: string[] } | undefined = await db('toolwright.custom_role')
    .where({ id: roleId })
    .forShare()
    .first('audiences');
  return role !== undefined && isFor(role.audiences, organizationId === null);
}
