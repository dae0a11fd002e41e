import type { Handler } from './answer.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { change, find, newStripeId, refuse, save, type Work } from './work.js';

/** https://docs.stripe.com/api/events and https://docs.stripe.com/api/webhook_endpoints */
export const eventResources: Readonly<Record<string, Handler>> = {
  'GET /v1/events/:id': (work, _, [id = '']) => find(work, 'event', id),
  'GET /v1/events': (work, params) => {
    const type = params.text('type');
    const types = params.texts('types');
    const wanted = type === undefined ? types : [type];
    return list(work, params, {
      kind: 'event',
      url: '/v1/events',
      ...(wanted.length > 0 && { anyOf: { type: wanted } }),
    });
  },
  async 'POST /v1/webhook_endpoints'(work, params) {
    const endpoint = await save(work, {
      id: newStripeId('we'),
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      created: work.now,
      description: null,
      ...params.kept('description', 'api_version'),
      enabled_events: params.texts('enabled_events'),
      livemode: false,
      metadata: params.metadata(),
      status: 'enabled',
      url: urlOf(params.required('url')),
      _secret: newStripeId('whsec', 32),
    });
    // Told this once alone.
    return { ...endpoint, secret: endpoint._secret };
  },
  'GET /v1/webhook_endpoints/:id': (work, _, [id = '']) => find(work, 'webhook_endpoint', id),
  async 'POST /v1/webhook_endpoints/:id'(work, params, [id = '']) {
    const before = await find(work, 'webhook_endpoint', id);
    const events = params.texts('enabled_events');
    const disabled = params.flag('disabled');
    return change(work, before, {
      ...(events.length > 0 && { enabled_events: events }),
      ...(disabled !== undefined && { status: disabled ? 'disabled' : 'enabled' }),
      url: urlOf(params.text('url') ?? String(before.url)),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
  },
  async 'DELETE /v1/webhook_endpoints/:id'(work: Work, _: Params, [id = '']: readonly string[]) {
    await find(work, 'webhook_endpoint', id);
    await work.db('stripe_double.object').where({ id }).delete();
    return { id, object: 'webhook_endpoint', deleted: true };
  },
  'GET /v1/webhook_endpoints': (work, params) =>
    list(work, params, { kind: 'webhook_endpoint', url: '/v1/webhook_endpoints' }),
};

function urlOf(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url;
  refuse('Invalid URL: An explicit scheme (such as https) must be provided.', 'url_invalid', 'url');
}
