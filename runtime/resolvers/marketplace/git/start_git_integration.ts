import type { Resolver } from '../../../../generated/tools/marketplace/git/start_git_integration.js';
import type { BeginIntegration } from '../../../market/git/begin-integration.js';
import { toIntegration } from '../../../market/git/integrations.js';

export const startGitIntegration =
  (app: { readonly beginIntegration: BeginIntegration }): Resolver =>
  async ({ provider }, ctx) => {
    const now = ctx.now();
    const asked = { customerId: ctx.context.customer, provider, now };
    const { row, oauthUrl } = await app.beginIntegration(await ctx.db(), asked);
    return {
      integration: toIntegration(row, now),
      oauth_url: oauthUrl,
      expires_at: oauthUrl === null ? null : (row.expires_at?.toISOString() ?? null),
    };
  };
