import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/webhooks/rotate_webhook_token.js';
import type { Vault } from '../../../market/vault.js';
import { changeEndpoint, lockEndpoint } from '../../../market/webhooks/endpoints.js';
import { newSecret, SECRET_OVERLAP_MS, sealSecret } from '../../../market/webhooks/secrets.js';

/** The secret before signs along for a day; the one before that, of an earlier rotation, signs no more. */
export const rotateWebhookToken =
  (app: { readonly vault: Vault }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const endpoint = await lockEndpoint(db, ctx.context.org, input.endpoint_id);
    if (endpoint === null) return failure('ENDPOINT_NOT_FOUND');
    const secret = newSecret();
    const until = new Date(ctx.now().getTime() + SECRET_OVERLAP_MS);
    await changeEndpoint(db, endpoint, ctx.now(), {
      secret_sealed: sealSecret(app.vault, endpoint.id, secret),
      previous_secret_sealed: endpoint.secret_sealed,
      previous_secret_until: until,
    });
    return { endpoint_id: endpoint.id, secret, previous_valid_until: until.toISOString() };
  };
