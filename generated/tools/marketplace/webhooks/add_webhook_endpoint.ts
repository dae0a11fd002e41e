// Generated from spec/marketplace/webhooks/add_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/webhooks/add_webhook_endpoint.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/webhooks/add_webhook_endpoint.output.json' with { type: 'json' };
import {
  type NewWebhookEndpoint,
  type Url,
  type VendorId,
  type WebhookEventType,
  newWebhookEndpointShape,
  urlShape,
  vendorIdShape,
  webhookEventTypeShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Whose events. */
  readonly vendor_id: VendorId;
  /** Public https address. */
  readonly url: Url;
  /** Which. */
  readonly events: readonly WebhookEventType[];
  /** Note. */
  readonly description?: string;
  /** On. */
  readonly enabled: boolean;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = NewWebhookEndpoint;

/**
 * `ENDPOINT_EXISTS`: This vendor has an endpoint with this address. Update that one.
 *
 * `TOO_MANY_ENDPOINTS`: A vendor has at most {limit} endpoints. Delete one first.
 *
 * `URL_REFUSED`: Nothing is delivered to this address. {reason}
 *
 * `VENDOR_NOT_FOUND`: No vendor {vendor_id} of this organization.
 */
export type Failure =
  | DeclaredFailure<'ENDPOINT_EXISTS', Record<string, never>>
  | DeclaredFailure<'TOO_MANY_ENDPOINTS', { readonly limit: number }>
  | DeclaredFailure<'URL_REFUSED', { readonly reason: string }>
  | DeclaredFailure<'VENDOR_NOT_FOUND', Record<string, never>>;

/**
 * "Tell our server when we sell": events to an https address, signed by Standard Webhooks. Answers the secret, once.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const addWebhookEndpoint = {
  name: 'add_webhook_endpoint',
  module: 'marketplace',
  domain: 'webhooks',
  title: 'Webhooks: Add a webhook endpoint',
  description:
    '"Tell our server when we sell": events to an https address, signed by Standard Webhooks. Answers the secret, once.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:webhook:manage' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      vendor_id: { ...vendorIdShape, description: 'Whose events.' },
      url: { ...urlShape, description: 'Public https address.' },
      events: { type: 'array', description: 'Which.', items: webhookEventTypeShape, minItems: 1, maxItems: 9 },
      description: { type: 'string', description: 'Note.', maxLength: 200 },
      enabled: { type: 'boolean', description: 'On.', default: true },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['vendor_id', 'url', 'events'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: newWebhookEndpointShape },
  errors: {
    ENDPOINT_EXISTS: {
      message: 'This vendor has an endpoint with this address. Update that one.',
      http: 409,
      channel: 'result',
      next: { tool: 'update_webhook_endpoint' },
    },
    TOO_MANY_ENDPOINTS: {
      message: 'A vendor has at most {limit} endpoints. Delete one first.',
      http: 409,
      channel: 'result',
      data: { limit: { type: 'integer' } },
      next: { tool: 'delete_webhook_endpoint' },
    },
    URL_REFUSED: {
      message: 'Nothing is delivered to this address. {reason}',
      http: 422,
      channel: 'result',
      data: { reason: { type: 'string' } },
    },
    VENDOR_NOT_FOUND: {
      message: 'No vendor {vendor_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_vendors' },
    },
  },
  feeds: { vendor_id: { tool: 'list_vendors', path: 'vendors[].vendor_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Be told of sales',
    as: 'forge-vendor',
    input: {
      vendor_id: 'ven_demo_forge',
      url: 'https://hooks.forge.example.com/sales',
      events: ['order.paid', 'license.created'],
      description: 'Our accounting',
    },
    expect: {
      endpoint_id: { $pattern: '^whe_' },
      url: 'https://hooks.forge.example.com/sales',
      events: ['order.paid', 'license.created'],
      enabled: true,
      secret: { $pattern: '^whsec_' },
    },
  },
  {
    title: 'A vendor that waits for approval prepares',
    as: 'anvil-vendor',
    input: {
      vendor_id: 'ven_demo_anvil',
      url: 'https://anvil.example.com/hooks',
      events: ['package.published'],
      enabled: false,
    },
    expect: { vendor_id: 'ven_demo_anvil', enabled: false },
  },
  {
    title: 'A private address',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge', url: 'https://192.168.0.10/hooks', events: ['order.paid'] },
    expectError: 'URL_REFUSED',
  },
  {
    title: 'An address without TLS',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge', url: 'http://hooks.forge.example.com/sales', events: ['order.paid'] },
    expectError: 'URL_REFUSED',
  },
  {
    title: 'The same address twice',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge', url: 'https://hooks.forge.example.com/licences', events: ['order.paid'] },
    expectError: 'ENDPOINT_EXISTS',
  },
  {
    title: 'The eleventh',
    as: 'globex-owner',
    given: [
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/1', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/2', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/3', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/4', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/5', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/6', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/7', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/8', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/9', events: ['order.paid'] },
      },
      {
        call: 'add_webhook_endpoint',
        input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/10', events: ['order.paid'] },
      },
    ],
    input: { vendor_id: 'ven_demo_globex', url: 'https://globex.example.com/11', events: ['order.paid'] },
    expectError: 'TOO_MANY_ENDPOINTS',
  },
  {
    title: "Another organization's vendor looks like none",
    as: 'globex-owner',
    input: { vendor_id: 'ven_demo_forge', url: 'https://globex.example.com/hooks', events: ['order.paid'] },
    expectError: 'VENDOR_NOT_FOUND',
  },
  {
    title: 'A buyer has no vendor',
    as: 'acme-owner',
    input: { vendor_id: 'ven_demo_forge', url: 'https://acme.example.com/hooks', events: ['order.paid'] },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddWebhookEndpoint(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: addWebhookEndpoint, run: (input, ctx) => resolve(input as Input, ctx) };
}
