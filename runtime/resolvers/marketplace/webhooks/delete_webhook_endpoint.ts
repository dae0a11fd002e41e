import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/webhooks/delete_webhook_endpoint.js';
import { lockEndpoint } from '../../../market/webhooks/endpoints.js';

/** The foreign keys take its deliveries and their attempts with it. */
export const deleteWebhookEndpoint = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const endpoint = await lockEndpoint(db, ctx.context.org, input.endpoint_id);
  if (endpoint === null) return failure('ENDPOINT_NOT_FOUND');
  const waiting = await db('webhook_delivery')
    .where({ endpoint_id: endpoint.id, status: 'pending' })
    .count({ count: '*' })
    .first();
  await db('webhook_endpoint').where({ id: endpoint.id }).delete();
  return { endpoint_id: endpoint.id, url: endpoint.url, dropped_deliveries: Number(waiting?.count) };
};
