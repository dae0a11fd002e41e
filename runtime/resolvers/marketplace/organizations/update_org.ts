import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/organizations/update_org.js';
import { lockOrganization, readOrganization, toOrganization } from '../../../market/people/organizations.js';

export const updateOrg = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const organization = await lockOrganization(db, ctx.context.org);
  if (organization.personal && input.name !== undefined) return failure('PERSONAL_ORGANIZATION');
  await db('organization')
    .where({ id: organization.id })
    .update({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.contact_email === undefined ? {} : { contact_email: input.contact_email }),
      updated_at: ctx.now(),
      row_version: organization.row_version + 1,
    });
  return toOrganization(await readOrganization(db, organization.id));
};
