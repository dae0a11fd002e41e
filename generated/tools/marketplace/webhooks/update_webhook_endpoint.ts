// Generated from spec/marketplace/webhooks/update_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/webhooks/update_webhook_endpoint.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/webhooks/update_webhook_endpoint.output.json' with { type: 'json' };
import {
  type Url,
  type WebhookEndpoint,
  type WebhookEndpointId,
  type WebhookEventType,
  urlShape,
  webhookEndpointIdShape,
  webhookEndpointShape,
  webhookEventTypeShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly endpoint_id: WebhookEndpointId;
  /** Public https address. */
  readonly url?: Url;
  /** All of them. */
  readonly events?: readonly WebhookEventType[];
  /** Note. */
  readonly description?: string | null;
  /** False drops what waits. */
  readonly enabled?: boolean;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = WebhookEndpoint;

/**
 * `ENDPOINT_EXISTS`: This vendor has another endpoint with this address.
 *
 * `ENDPOINT_NOT_FOUND`: No webhook endpoint {endpoint_id} of this organization.
 *
 * `URL_REFUSED`: Nothing is delivered to this address. {reason}
 */
export type Failure =
  | DeclaredFailure<'ENDPOINT_EXISTS', Record<string, never>>
  | DeclaredFailure<'ENDPOINT_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'URL_REFUSED', { readonly reason: string }>;

/** "Also send refunds there": address, events, note, on or off; only what is given. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const updateWebhookEndpoint = {
  name: 'update_webhook_endpoint',
  module: 'marketplace',
  domain: 'webhooks',
  title: 'Webhooks: Update a webhook endpoint',
  description: '"Also send refunds there": address, events, note, on or off; only what is given.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:webhook:manage' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      endpoint_id: { ...webhookEndpointIdShape, description: 'Which.' },
      url: { ...urlShape, description: 'Public https address.' },
      events: { type: 'array', description: 'All of them.', items: webhookEventTypeShape, minItems: 1, maxItems: 9 },
      description: { type: ['string', 'null'], description: 'Note.', maxLength: 200 },
      enabled: { type: 'boolean', description: 'False drops what waits.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['endpoint_id'],
    additionalProperties: false,
    oneOfRequired: [['url'], ['events'], ['description'], ['enabled']],
  },
  output: { kind: 'object', shape: webhookEndpointShape },
  errors: {
    ENDPOINT_EXISTS: {
      message: 'This vendor has another endpoint with this address.',
      http: 409,
      channel: 'result',
      next: { tool: 'get_vendor_dashboard' },
    },
    ENDPOINT_NOT_FOUND: {
      message: 'No webhook endpoint {endpoint_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'get_vendor_dashboard' },
    },
    URL_REFUSED: {
      message: 'Nothing is delivered to this address. {reason}',
      http: 422,
      channel: 'result',
      data: { reason: { type: 'string' } },
    },
  },
  feeds: { endpoint_id: { tool: 'get_vendor_dashboard', path: 'vendors[].webhook_endpoints[].endpoint_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Other events',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge', events: ['order.paid', 'order.refunded'], description: null },
    expect: {
      endpoint_id: 'whe_demo_forge',
      events: ['order.paid', 'order.refunded'],
      description: null,
      enabled: false,
    },
  },
  {
    title: 'On again',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge', enabled: true },
    expect: { enabled: true, disabled_reason: null, failing_since: null },
  },
  {
    title: 'Its own address again',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge', url: 'https://hooks.forge.example.com/licences' },
    expect: { url: 'https://hooks.forge.example.com/licences' },
  },
  {
    title: 'The address of another',
    as: 'forge-vendor',
    given: [
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_forge', url: 'https://hooks.forge.example.com/sales', events: ['order.paid'] },
      },
    ],
    input: { endpoint_id: 'whe_demo_forge', url: 'https://hooks.forge.example.com/sales' },
    expectError: 'ENDPOINT_EXISTS',
  },
  {
    title: "The cloud's metadata",
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge', url: 'https://169.254.169.254/latest' },
    expectError: 'URL_REFUSED',
  },
  {
    title: 'Nothing to change',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge' },
    expectError: 'VALIDATION_ERROR',
  },
  {
    title: "Another organization's endpoint looks like none",
    as: 'globex-owner',
    input: { endpoint_id: 'whe_demo_forge', enabled: true },
    expectError: 'ENDPOINT_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpdateWebhookEndpoint(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: updateWebhookEndpoint, run: (input, ctx) => resolve(input as Input, ctx) };
}
