// Generated from spec/marketplace/webhooks/rotate_webhook_token.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/webhooks/rotate_webhook_token.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/webhooks/rotate_webhook_token.output.json' with { type: 'json' };
import {
  type RotatedWebhookToken,
  type WebhookEndpointId,
  rotatedWebhookTokenShape,
  webhookEndpointIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly endpoint_id: WebhookEndpointId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = RotatedWebhookToken;

/** `ENDPOINT_NOT_FOUND`: No webhook endpoint {endpoint_id} of this organization. */
export type Failure = DeclaredFailure<'ENDPOINT_NOT_FOUND', Record<string, never>>;

/** "Our webhook secret leaked": answers a new one, once. For 24 hours deliveries carry both signatures. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const rotateWebhookToken = {
  name: 'rotate_webhook_token',
  module: 'marketplace',
  domain: 'webhooks',
  title: "Webhooks: Rotate a webhook's secret",
  description: '"Our webhook secret leaked": answers a new one, once. For 24 hours deliveries carry both signatures.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:webhook:manage' }],
  writeMode: 'update',
  destructive: true,
  idempotent: false,
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
  output: { kind: 'object', shape: rotatedWebhookTokenShape },
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
    title: 'Rotate after a leak',
    as: 'forge-vendor',
    input: { endpoint_id: 'whe_demo_forge' },
    expect: { endpoint_id: 'whe_demo_forge', secret: { $pattern: '^whsec_' }, previous_valid_until: { $any: true } },
  },
  {
    title: "Another organization's endpoint looks like none",
    as: 'globex-owner',
    input: { endpoint_id: 'whe_demo_forge' },
    expectError: 'ENDPOINT_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRotateWebhookToken(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: rotateWebhookToken, run: (input, ctx) => resolve(input as Input, ctx) };
}
