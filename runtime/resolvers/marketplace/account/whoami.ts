import type { Resolver } from '../../../../generated/tools/marketplace/account/whoami.js';
import { readCustomer } from '../../../market/people/customers.js';
import { receivedInvites } from '../../../market/people/invites.js';
import { activeMembership } from '../../../market/people/memberships.js';

export const whoami = (): Resolver => async (_input, ctx) => {
  const db = await ctx.db();
  const { id, kind, scopes, writes } = ctx.principal.connection;
  return {
    customer: await readCustomer(db, ctx.context.customer),
    active_org: await activeMembership(db, ctx.principal),
    connection: { connection_id: id, kind, scopes, writes },
    pending_invites: await receivedInvites(db, ctx.context.customer, ctx.now()),
  };
};
