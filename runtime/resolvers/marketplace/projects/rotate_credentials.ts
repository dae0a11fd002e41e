import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/projects/rotate_credentials.js';
import { replacePair } from '../../../market/projects/credentials.js';
import { authUri, lockProject, readProject, toProject } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

export const rotateCredentials =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const project = await lockProject(db, ctx.context.org, input.project_id);
    if (project === null) return failure('PROJECT_NOT_FOUND');
    await replacePair(db, app.vault, project, ctx.now());
    await db('project')
      .where({ id: project.id })
      .update({ updated_at: ctx.now(), row_version: project.row_version + 1 });
    ctx.notify(authUri(project.id));
    return toProject(await readProject(db, ctx.context.org, project.id), app.vault);
  };
