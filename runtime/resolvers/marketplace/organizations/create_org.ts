import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/organizations/create_org.js';
import { newId } from '../../../market/ids.js';
import type { Connections } from '../../../market/people/connections.js';
import { membershipsOf } from '../../../market/people/memberships.js';
import { readOrganization, toOrganization } from '../../../market/people/organizations.js';

/** A team organization with the caller as its owner. Personal ones come with sign-up alone. */
export const createOrg =
  (app: { readonly connections: Connections }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const customer = ctx.context.customer;
    // One at a time for one person, or two simultaneous calls would both find the name free.
    await db.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`create_org ${customer}`]);
    const namesake = await membershipsOf(db, customer).whereRaw('lower(o.name) = lower(?)', [input.name]).first();
    if (namesake !== undefined) return failure('ORGANIZATION_NAME_TAKEN');

    const id = newId('org');
    const now = ctx.now();
    const contact_email = input.contact_email ?? null;
    const made = { created_by: customer, created_at: now, updated_at: now };
    await db('organization').insert({ id, name: input.name, buys: input.buys, contact_email, ...made });
    await db('membership').insert({ organization_id: id, customer_id: customer, role: 'owner', joined_at: now });
    await app.connections.grant(db, ctx.principal.connection, id);
    return toOrganization(await readOrganization(db, id));
  };
