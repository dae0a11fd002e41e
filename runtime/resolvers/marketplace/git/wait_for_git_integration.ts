import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/git/wait_for_git_integration.js';
import type { IntegrationChanges } from '../../../market/git/integration-changes.js';
import { findIntegration, statusOf, toIntegration } from '../../../market/git/integrations.js';

/** How often whoever waits is told that it goes on. */
const TELL_EVERY_MS = 5_000;

export const waitForGitIntegration =
  (app: { readonly integrationChanges: IntegrationChanges }): Resolver =>
  async (input, ctx) => {
    const started = performance.now();
    const tell = () => {
      ctx.progress((performance.now() - started) / 1000, input.timeout_seconds, 'Waiting for the person to agree');
    };
    // Listening comes before looking, so that no change falls between the two.
    const watch = app.integrationChanges.watch(input.integration_id);
    const telling = setInterval(tell, TELL_EVERY_MS);
    try {
      tell();
      for (;;) {
        const row = await findIntegration(await ctx.db(), ctx.context.customer, input.integration_id);
        if (row === null) return failure('INTEGRATION_NOT_FOUND');
        const done = statusOf(row, ctx.now()) !== 'pending';
        if (done || ctx.signal.aborted) return { integration: toIntegration(row, ctx.now()), done };
        const left = (row.expires_at?.getTime() ?? 0) - ctx.now().getTime();
        await ctx.outside((signal) => watch.next(AbortSignal.any([signal, AbortSignal.timeout(left)])));
      }
    } finally {
      clearInterval(telling);
      watch.stop();
    }
  };
