import type { Resolver } from '../../../../generated/tools/marketplace/organizations/list_orgs.js';
import { listPage } from '../../../market/listing.js';
import { type MembershipRow, membershipsOf, toMembership } from '../../../market/people/memberships.js';

const columns = { fields: { name: 'o.name', joined_at: 'm.joined_at', personal: 'o.personal' }, key: 'o.id' };

export const listOrgs = (): Resolver => async (input, ctx) => {
  const query = membershipsOf(await ctx.db(), ctx.context.customer);
  const { rows, total } = await listPage<MembershipRow>(query, input, columns);
  return { orgs: rows.map((row) => toMembership(row, ctx.principal)), total };
};
