import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/account/set_active_org.js';
import type { Connections } from '../../../market/people/connections.js';
import { membershipsOf, toMembership } from '../../../market/people/memberships.js';

/** Only among the organizations that the connection was granted: anything else looks like no organization at all. */
export const setActiveOrg =
  (app: { readonly connections: Connections }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const standing = ctx.principal.standings.find(({ contexts }) => contexts.org === input.org_id);
    const row = await membershipsOf(db, ctx.context.customer).where('o.id', input.org_id).first();
    if (standing === undefined || row === undefined) return failure('ORGANIZATION_NOT_FOUND');
    await app.connections.activate(db, ctx.principal.connection, input.org_id);
    return {
      active_org: toMembership(row, { ...ctx.principal, active: standing }),
      previous_org_id: ctx.principal.active.contexts.org ?? null,
    };
  };
