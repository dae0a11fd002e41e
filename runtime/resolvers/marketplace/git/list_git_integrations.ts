import type { Resolver } from '../../../../generated/tools/marketplace/git/list_git_integrations.js';
import { integrationsOf, toIntegration } from '../../../market/git/integrations.js';

export const listGitIntegrations = (): Resolver => async (_input, ctx) => {
  const rows = await integrationsOf(await ctx.db(), ctx.context.customer);
  return { integrations: rows.map((row) => toIntegration(row, ctx.now())) };
};
