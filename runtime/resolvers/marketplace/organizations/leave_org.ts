import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/organizations/leave_org.js';
import type { Connections } from '../../../market/people/connections.js';
import { isLastOwner, lockOrganization } from '../../../market/people/organizations.js';
import { nextStanding } from '../../../market/people/standings.js';

export const leaveOrg =
  (app: { readonly connections: Connections }): Resolver =>
  async (_input, ctx) => {
    const db = await ctx.db();
    const { org, customer } = ctx.context;
    const organization = await lockOrganization(db, org);
    if (organization.personal) return failure('PERSONAL_ORGANIZATION');
    if (await isLastOwner(db, org, customer)) return failure('LAST_OWNER');
    await db('membership').where({ organization_id: org, customer_id: customer }).delete();
    app.connections.changed(db, ctx.principal.connection);
    return { left_org_id: org, active_org_id: nextStanding(ctx.principal, org)?.contexts.org ?? null };
  };
