import type { Resolver } from '../../../../generated/tools/marketplace/account/get_my_dashboard.js';
import { countsOf } from '../../../market/people/counts.js';
import { readCustomer } from '../../../market/people/customers.js';
import { receivedInvites, sentInvites } from '../../../market/people/invites.js';
import { activeMembership, membershipsOf, toMembership } from '../../../market/people/memberships.js';

export const getMyDashboard = (): Resolver => async (_input, ctx) => {
  const db = await ctx.db();
  const active = await activeMembership(db, ctx.principal);
  const orgs = await membershipsOf(db, ctx.context.customer).orderBy('o.name').orderBy('o.id');
  const received = await receivedInvites(db, ctx.context.customer, ctx.now());
  return {
    customer: await readCustomer(db, ctx.context.customer),
    active_org: active,
    orgs: orgs.map((row) => toMembership(row, ctx.principal)),
    counts: {
      orgs: orgs.length,
      ...(await countsOf(db, active?.org_id ?? null, ctx.now())),
      pending_invites: received.length,
    },
    pending_invites: received,
    sent_invites: active === null ? [] : await sentInvites(db, active.org_id, ctx.now()),
  };
};
