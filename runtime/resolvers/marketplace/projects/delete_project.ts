import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/projects/delete_project.js';
import { authUri, lockProject } from '../../../market/projects/projects.js';

/** The foreign keys do the rest in the same statement: credentials go with the project, licences are detached. */
export const deleteProject = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const project = await lockProject(db, ctx.context.org, input.project_id);
  if (project === null) return failure('PROJECT_NOT_FOUND');
  await db('project').where({ id: project.id }).delete();
  ctx.notify(authUri(project.id));
  return { project_id: project.id, name: project.name, detached_licences: project.licences };
};
