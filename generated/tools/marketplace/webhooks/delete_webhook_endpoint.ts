// Generated from spec/marketplace/webhooks/delete_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/webhooks/delete_webhook_endpoint.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/webhooks/delete_webhook_endpoint.output.json' with { type: 'json' };
import { type Url, type WebhookEndpointId, urlShape, webhookEndpointIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly endpoint_id: WebhookEndpointId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** The endpoint that is gone. */
  readonly endpoint_id: WebhookEndpointId;
  /** Where it led. */
  readonly url: Url;
  /** What still waited. */
  readonly dropped_deliveries: number;
}

/** `ENDPOINT_NOT_FOUND`: No webhook endpoint {endpoint_id} of this organization. */
export type Failure = DeclaredFailure<'ENDPOINT_NOT_FOUND', Record<string, never>>;

/** Removes an endpoint, its secret and its log, for good; what waits is dropped. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const deleteWebhookEndpoint = {
  name: 'delete_webhook_endpoint',
  module: 'marketplace',
  domain: 'webhooks',
  title: 'Webhooks: Delete a webhook endpoint',
  description: 'Removes an endpoint, its secret and its log, for good; what waits is dropped.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:webhook:manage' }],
  writeMode: 'delete',
  destructive: true,
  idempotent: true,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      endpoint_id: { ...webhookEndpointIdShape, description: 'Which.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['endpoint_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        endpoint_id: { ...webhookEndpointIdShape, description: 'The endpoint that is gone.' },
        url: { ...urlShape, description: 'Where it led.' },
        dropped_deliveries: { type: 'integer', description: 'What still waited.', minimum: 0 },
      },
      required: ['endpoint_id', 'url', 'dropped_deliveries'],
      additionalProperties: false,
    },
  },
  errors: {
    ENDPOINT_NOT_FOUND: {
      message: 'No webhook endpoint {endpoint_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'get_vendor_dashboard' },
    },
  },
  feeds: { endpoint_id: { tool: 'get_vendor_dashboard', path: 'vendors[].webhook_endpoints[].endpoint_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Delete',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge' },
    expect: {
      $exact: true,
      endpoint_id: 'whe_demo_forge',
      url: 'https://hooks.forge.example.com/licences',
      dropped_deliveries: 0,
    },
  },
  {
    title: 'Gone is gone',
    as: 'forge-vendor',
    given: [{ call: 'delete_webhook_endpoint', input: { endpoint_id: 'whe_demo_forge' } }],
    input: { endpoint_id: 'whe_demo_forge' },
    expectError: 'ENDPOINT_NOT_FOUND',
  },
  {
    title: "Another organization's endpoint looks like none",
    as: 'globex-owner',
    input: { endpoint_id: 'whe_demo_forge' },
    expectError: 'ENDPOINT_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleDeleteWebhookEndpoint(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: deleteWebhookEndpoint, run: (input, ctx) => resolve(input as Input, ctx) };
}
