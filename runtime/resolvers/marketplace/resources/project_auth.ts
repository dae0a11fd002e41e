import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/resources/marketplace/project_auth.js';
import { authJson } from '../../../market/projects/composer.js';
import { openPrivateKey } from '../../../market/projects/credentials.js';
import { projectsOf } from '../../../market/projects/projects.js';
import type { Vault } from '../../../market/vault.js';

/** A project without a pair has no auth.json, and answers as one that is not there. */
export const projectAuth =
  (app: { readonly vault: Vault; readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const row = await projectsOf(await ctx.db(), ctx.context.org)
      .where('p.id', input.project_id)
      .first();
    const { credential_id: id, public_key, private_key_sealed } = row ?? {};
    if (!id || !public_key || !private_key_sealed) return failure('UNKNOWN_RESOURCE');
    const private_key = openPrivateKey(app.vault, { id, private_key_sealed });
    return authJson(app.publicUrl(), { public_key, private_key });
  };
