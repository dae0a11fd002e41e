import type { Resolver } from '../../../../generated/tools/marketplace/projects/list_projects.js';
import { listPage } from '../../../market/listing.js';
import { type ProjectRow, projectsOf, toProject } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

const columns = { fields: { created_at: 'p.created_at', name: 'p.name' }, key: 'p.id' };

export const listProjects =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    const query = projectsOf(await ctx.db(), ctx.context.org);
    const { rows, total } = await listPage<ProjectRow>(query, input, columns);
    return { projects: rows.map((row) => toProject(row, app.vault)), total };
  };
