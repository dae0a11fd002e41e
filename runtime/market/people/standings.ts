import type { Knex } from 'knex';
import type { Principal, Standing } from 'toolwright/runtime';
import { CUSTOM_ROLE, type CustomRole, customRoleOf, privilegesOf } from './custom-role.js';

/** A person who may sign in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly platform_role: string | null;
  /** In the place of the platform role's privileges. */
  readonly custom: CustomRole | null;
}

/** Null for an unknown or a disabled customer. */
export async function readAccount(db: Knex, customerId: string): Promise<Account | null> {
  const row: Account | undefined = await db({ c: 'customer' })
    .leftJoin(...customRoleOf('c'))
    .where({ 'c.id': customerId, 'c.disabled_at': null })
    .first('c.id', 'c.name', 'c.email', 'c.platform_role', { custom: db.raw(CUSTOM_ROLE) });
  return row ?? null;
}

interface Row {
  readonly id: string;
  readonly role: string;
  readonly custom: CustomRole | null;
  readonly plan: string;
  readonly buys: boolean;
  readonly sells: boolean;
}

/**
 * Where a person stands in every organization of theirs that `granted` names (null: all), the personal one first, then in
 * the order in which they were granted, so that another one does not change where calls act; of all, the oldest first.
 * Staff belong to no organization: their one standing is the platform role.
 */
export async function standingsOf(
  db: Knex,
  account: Account,
  granted: readonly string[] | null,
): Promise<readonly [Standing, ...Standing[]]> {
  if (account.platform_role !== null) return [nowhere(account)];
  const rows: Row[] = await db({ m: 'membership' })
    .join({ o: 'organization' }, 'o.id', 'm.organization_id')
    .leftJoin(...customRoleOf('m'))
    .where('m.customer_id', account.id)
    .modify((query) => {
      query.orderBy('o.personal', 'desc');
      if (granted !== null)
        query.whereIn('o.id', granted).orderByRaw('array_position(?::text[], o.id)', [[...granted]]);
    })
    .orderBy(['o.created_at', 'o.id'])
    .select('o.id', 'm.role', 'o.plan', 'o.buys', {
      custom: db.raw(CUSTOM_ROLE),
      sells: db.raw(`exists (select 1 from vendor v where v.organization_id = o.id and v.status <> 'rejected')`),
    });
  const [first, ...rest] = rows.map(({ id, role, custom, plan, buys, sells }) => ({
    contexts: { customer: account.id, org: id },
    audiences: [...(buys ? ['buyer'] : []), ...(sells ? ['vendor'] : [])],
    ...privilegesOf(role, custom),
    plan,
  }));
  return first === undefined ? [nowhere(account)] : [first, ...rest];
}

/** The standing that gates calls: the chosen organization's while it is still granted, else the first. */
export function activeStanding(standings: readonly [Standing, ...Standing[]], chosen: string | null): Standing {
  return standings.find(({ contexts }) => contexts.org === chosen) ?? standings[0];
}

/** Where calls act after the caller has left an organization; undefined: nowhere. */
export function nextStanding(principal: Principal, left: string): Standing | undefined {
  return principal.standings.find(({ contexts }) => contexts.org !== undefined && contexts.org !== left);
}

/** Signed in, but in no organization: enough to see oneself, to found an organization or to accept an invite. */
function nowhere(account: Account): Standing {
  const staff = account.platform_role !== null;
  return {
    contexts: { customer: account.id },
    audiences: [staff ? 'staff' : 'buyer'],
    ...privilegesOf(account.platform_role, account.custom),
  };
}
