import type { Resolver } from '../../../../generated/tools/marketplace/organizations/list_org_members.js';
import { listPage } from '../../../market/listing.js';
import { type MemberRow, membersOf, toMember } from '../../../market/people/members.js';

const columns = { fields: { joined_at: 'm.joined_at', name: 'c.name', role: 'm.role' }, key: 'c.id' };

export const listOrgMembers = (): Resolver => async (input, ctx) => {
  const query = membersOf(await ctx.db(), ctx.context.org);
  const { rows, total } = await listPage<MemberRow>(query, input, columns);
  return { members: rows.map(toMember), total };
};
