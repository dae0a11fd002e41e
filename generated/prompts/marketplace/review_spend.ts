// Generated from spec/marketplace/prompts/review_spend.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';
import { monthShape } from '../../types/marketplace.js';

export const reviewSpend = {
  name: 'review_spend',
  module: 'marketplace',
  title: 'Review spend',
  description: 'Goes through what the organization bought in a month, and what could be saved.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:read' }],
  arguments: { type: 'object', properties: { month: monthShape }, required: ['month'], additionalProperties: false },
  complete: { month: 'order_months' },
  messages: [
    {
      role: 'user',
      content: {
        type: 'text',
        text:
          'Review what we spent on packages in {month}. Name each order with its total, add them up by currency, and say which packages we pay for more than once. Do not buy or cancel anything.',
      },
    },
    { role: 'user', content: { type: 'resource', resource: { uri: 'market://orders?month={month}' } } },
  ],
} as const satisfies Prompt;

export const examples = [
  {
    title: 'January',
    as: 'acme-billing',
    input: { month: '2026-01' },
    expect: {
      messages: [
        { role: 'user', content: { type: 'text', text: { $pattern: 'in 2026-01\\.' } } },
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri: 'market://orders?month=2026-01', text: { $pattern: '82\\.79' } },
          },
        },
      ],
    },
  },
] as const satisfies readonly Example[];
