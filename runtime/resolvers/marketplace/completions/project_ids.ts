import type { Resolver } from '../../../../generated/completions/marketplace/project_ids.js';
import { projectsOf } from '../../../market/projects/projects.js';

/** Ids of projects; a project is found by its name as well. */
export const projectIds = (): Resolver => async (input, ctx) => {
  const rows = await projectsOf(await ctx.db(), ctx.context.org).orderBy(['p.name', 'p.id']);
  const typed = input.value.toLowerCase();
  return rows
    .filter(({ id, name }) => id.startsWith(typed) || name.toLowerCase().startsWith(typed))
    .map(({ id }) => id);
};
