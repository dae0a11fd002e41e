import type { Resolver } from '../../../../generated/tools/marketplace/licenses/list_licenses.js';
import { type LicenceRow, licencesOf, toLicense } from '../../../market/licences/licences.js';
import { listPage } from '../../../market/listing.js';

const columns = {
  fields: { created_at: 'l.created_at', package: 'p.composer_name', project_id: 'l.project_id' },
  key: 'l.id',
};

export const listLicenses = (): Resolver => async (input, ctx) => {
  const query = licencesOf(await ctx.db(), ctx.context.org);
  const { rows, total } = await listPage<LicenceRow>(query, input, columns);
  return { licenses: rows.map(toLicense), total };
};
