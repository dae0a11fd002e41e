// Generated from spec/shop/prompts/check_order.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';
import { orderIdShape } from '../../types/shop.js';

export const checkOrder = {
  name: 'check_order',
  module: 'shop',
  title: 'Check an order',
  description: 'Looks whether an order is as it should be.',
  icons: [{ src: 'https://example.com/check.png', mimeType: 'image/png', sizes: ['48x48'] }],
  audience: ['member'],
  context: 'org',
  requires: [{ privilege: 'shop:order:read' }],
  arguments: {
    type: 'object',
    properties: {
      order_id: orderIdShape,
      depth: { type: 'string', description: 'How closely to look.', enum: ['short', 'long'], default: 'short' },
    },
    required: ['order_id'],
    additionalProperties: false,
  },
  complete: { order_id: 'order_ids' },
  messages: [
    { role: 'user', content: { type: 'text', text: 'Look at {order_id}, {depth}.' } },
    { role: 'user', content: { type: 'image', data: 'aGk=', mimeType: 'image/png' } },
    { role: 'user', content: { type: 'resource_link', uri: 'shop://orders/{order_id}', name: 'order' } },
    { role: 'user', content: { type: 'resource', resource: { uri: 'shop://orders/{order_id}' } } },
  ],
} as const satisfies Prompt;

export const examples = [
  { title: 'An order of ours', as: 'owner', input: { order_id: 'ord_1' }, expect: { messages: { $any: 'array' } } },
  { title: 'No order', as: 'viewer', input: { order_id: 'ord_2', depth: 'long' }, expectError: 'UNKNOWN_RESOURCE' },
] as const satisfies readonly Example[];
