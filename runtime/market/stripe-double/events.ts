import { shown } from './present.js';
import { findAll, newStripeId, type Stored, save, type Work } from './work.js';

/** The version of Stripe's API that the double speaks: the one of the installed library. */
export const API_VERSION = '2026-10-28.endive';

/** Stands for the server that the double belongs to, among the endpoints that events are delivered to. */
export const OWN_ENDPOINT = 'own';

/** Tells what has become of an object: to the server, and to every endpoint that wants to know. */
export async function emit(work: Work, type: string, object: Stored, previous?: object): Promise<void> {
  const event = await save(work, {
    id: newStripeId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: work.now,
    data: { object: shown(object), ...(previous && { previous_attributes: shown(previous) }) },
    livemode: false,
    pending_webhooks: 1,
    request: work.request,
    type,
  });
  const endpoints = await findAll(work, 'webhook_endpoint', { status: 'enabled' });
  const wanting = endpoints.filter(({ enabled_events }) =>
    (enabled_events as readonly string[]).some((wanted) => wanted === '*' || wanted === type),
  );
  await work
    .db('stripe_double.delivery')
    .insert([OWN_ENDPOINT, ...wanting.map(({ id }) => id)].map((endpoint_id) => ({ event_id: event.id, endpoint_id })));
}
