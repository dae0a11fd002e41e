import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/projects/create_project.js';
import { insertProject, readProject, toProject } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

export const createProject =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { org, customer } = ctx.context;
    const project = { organizationId: org, createdBy: customer, name: input.name, note: input.note ?? null };
    const id = await insertProject(db, { ...project, now: ctx.now() });
    if (id === null) return failure('PROJECT_NAME_TAKEN');
    return toProject(await readProject(db, org, id), app.vault);
  };
