import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/organizations/respond_to_invite.js';
import type { Connections } from '../../../market/people/connections.js';
import { invitesTo } from '../../../market/people/invites.js';
import { roleIn } from '../../../market/people/organizations.js';

/** The addressee alone answers, once. An expired invite can still be declined, to be rid of it. */
export const respondToInvite =
  (app: { readonly connections: Connections }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { customer } = ctx.context;
    // The lock lets simultaneous answers follow one another; a second one finds the invite answered.
    await db('invite').where({ id: input.invite_id, status: 'pending' }).forNoKeyUpdate().first('id');
    const invite = await invitesTo(db, customer).where('i.id', input.invite_id).first();
    if (invite === undefined) return failure('INVITE_NOT_FOUND');
    if (invite.status !== 'pending') return failure('INVITE_ANSWERED', { status: invite.status });

    const { organization_id: org, role } = invite;
    const status = input.action === 'accept' ? 'accepted' : 'declined';
    if (input.action === 'accept') {
      if ((await roleIn(db, org, customer)) !== null) return failure('ALREADY_MEMBER');
      if (invite.expires_at <= ctx.now()) return failure('INVITE_EXPIRED');
      const joined = { role, invited_by: invite.invited_by, joined_at: ctx.now() };
      await db('membership').insert({ organization_id: org, customer_id: customer, ...joined });
      await app.connections.grant(db, ctx.principal.connection, org);
    }
    await db('invite').where({ id: invite.id }).update({ status, answered_at: ctx.now() });
    return { invite_id: invite.id, status, org_id: org, org_name: invite.org_name, role };
  };
