import { failure, type Program } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/organizations/manage_org_member.js';
import type { Role } from '../../../../generated/types/marketplace.js';
import { changeRole, invite, removeMember, revokeInvite } from '../../../market/people/member-changes.js';
import { lockOrganization, roleIn } from '../../../market/people/organizations.js';

/** Every change of an organization's members happens under its lock: see `lockOrganization`. */
export const manageOrgMember =
  (app: { readonly program: Program; readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { org, customer } = ctx.context;
    const organization = await lockOrganization(db, org);
    const acting = {
      db,
      org,
      customer,
      owner: (await roleIn(db, org, customer)) === 'owner',
      covers: (role: Role) => (app.program.server.roles[role] ?? []).every((privilege) => ctx.may(privilege)),
      address: app.publicUrl(),
      now: ctx.now(),
    };
    switch (input.action) {
      case 'invite':
        if (organization.personal) return failure('PERSONAL_ORGANIZATION');
        return invite(acting, input);
      case 'revoke_invite':
        return revokeInvite(acting, input.invite_id);
      case 'remove':
        return removeMember(acting, input.customer_id);
      case 'change_role':
        return changeRole(acting, input.customer_id, input.role);
    }
  };
