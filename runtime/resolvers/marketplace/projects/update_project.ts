import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/projects/update_project.js';
import { lockProject, readProject, renameProject, toProject } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

export const updateProject =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const project = await lockProject(db, ctx.context.org, input.project_id);
    if (project === null) return failure('PROJECT_NOT_FOUND');
    if (input.name !== undefined && !(await renameProject(db, project.id, input.name))) {
      return failure('PROJECT_NAME_TAKEN');
    }
    await db('project')
      .where({ id: project.id })
      .update({
        ...(input.note === undefined ? {} : { note: input.note }),
        updated_at: ctx.now(),
        row_version: project.row_version + 1,
      });
    return toProject(await readProject(db, ctx.context.org, project.id), app.vault);
  };
