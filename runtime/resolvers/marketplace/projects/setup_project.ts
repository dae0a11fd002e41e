import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/projects/setup_project.js';
import { authJson, composerJson } from '../../../market/projects/composer.js';
import { replacePair } from '../../../market/projects/credentials.js';
import { insertProject } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

export const setupProject =
  (app: { readonly vault: Vault; readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { org, customer } = ctx.context;
    const project = { organizationId: org, createdBy: customer, name: input.name, note: input.note ?? null };
    const id = await insertProject(db, { ...project, now: ctx.now() });
    if (id === null) return failure('PROJECT_NAME_TAKEN');
    const pair = await replacePair(db, app.vault, { id, organization_id: org }, ctx.now());
    return {
      project_id: id,
      name: input.name,
      ...pair,
      auth_json: authJson(app.publicUrl(), pair),
      composer_json: composerJson(app.publicUrl()),
    };
  };
