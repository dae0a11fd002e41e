import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/git/revoke_integration.js';
import { findIntegration, openAccess, revoked, toIntegration } from '../../../market/git/integrations.js';
import type { Vault } from '../../../market/vault.js';

export const revokeIntegration =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    for (;;) {
      const row = await findIntegration(await ctx.db(), ctx.context.customer, input.integration_id);
      if (row === null) return failure('INTEGRATION_NOT_FOUND');
      const end = revoked(ctx.now());
      if (ctx.dryRun) return toIntegration({ ...row, ...end }, ctx.now());

      if (row.status === 'revoked') return toIntegration(row, ctx.now());
      const access = openAccess(app.vault, row);
      if (access !== null) {
        await ctx.effects.git(async (git, { signal }) => {
          const provider = git.of(row.provider);
          if (provider?.issuer === row.issuer) await provider.revoke(access, signal);
        });
      }
      // Another process may have got a new token in the meantime: then that one is to be revoked.
      const [ended] = await (await ctx.db())('git_integration')
        .where({ id: row.id, sealed_access: row.sealed_access })
        .update(end)
        .returning('*');
      if (ended !== undefined) return toIntegration(ended, ctx.now());
    }
  };
