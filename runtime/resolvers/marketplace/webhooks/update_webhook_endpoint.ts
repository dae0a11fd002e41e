import { failure, type Outside } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/webhooks/update_webhook_endpoint.js';
import { refusedUrl } from '../../../market/webhooks/endpoint-url.js';
import { changeEndpoint, endpointsOf, lockEndpoint, toEndpoint } from '../../../market/webhooks/endpoints.js';

/** Enabling is a person's word that the endpoint works again: why it was disabled, and since when it failed, is forgotten. */
export const updateWebhookEndpoint =
  (app: { readonly outside: Outside }): Resolver =>
  async (input, ctx) => {
    const { url, events, description, enabled } = input;
    const refused = url === undefined ? null : await refusedUrl(app, ctx, url);
    const db = await ctx.db();
    const { org } = ctx.context;
    const endpoint = await lockEndpoint(db, org, input.endpoint_id);
    if (endpoint === null) return failure('ENDPOINT_NOT_FOUND');
    if (refused !== null) return refused;
    const others = (await endpointsOf(db, org)).filter(({ id }) => id !== endpoint.id);
    if (others.some((other) => other.vendor_id === endpoint.vendor_id && other.url === url)) {
      return failure('ENDPOINT_EXISTS');
    }
    const changed = await changeEndpoint(db, endpoint, ctx.now(), {
      ...(url !== undefined && { url }),
      ...(events !== undefined && { events: [...new Set(events)] }),
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { enabled, disabled_reason: null, failing_since: null }),
    });
    return toEndpoint(changed);
  };
