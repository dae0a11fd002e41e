import type { Outside } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/webhooks/add_webhook_endpoint.js';
import type { Vault } from '../../../market/vault.js';
import { addEndpoint } from '../../../market/webhooks/add-endpoint.js';
import { refusedUrl } from '../../../market/webhooks/endpoint-url.js';

export const addWebhookEndpoint =
  (app: { readonly vault: Vault; readonly outside: Outside }): Resolver =>
  async (input, ctx) => {
    const refused = await refusedUrl(app, ctx, input.url);
    if (refused !== null) return refused;
    const added = await addEndpoint(await ctx.db(), app.vault, {
      organizationId: ctx.context.org,
      vendorId: input.vendor_id,
      createdBy: ctx.context.customer,
      url: input.url,
      description: input.description ?? null,
      events: [...new Set(input.events)],
      enabled: input.enabled,
      now: ctx.now(),
    });
    if (!('row' in added)) return added;
    const { id, vendor_id, url, events, enabled } = added.row;
    return { endpoint_id: id, vendor_id, url, events: [...events], enabled, secret: added.secret };
  };
