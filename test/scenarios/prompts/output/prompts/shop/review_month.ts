// Generated from spec/shop/prompts/review_month.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';

export const reviewMonth = {
  name: 'review_month',
  module: 'shop',
  title: 'Review a month',
  description: 'Looks at what was sold.',
  audience: ['member'],
  context: null,
  requires: [],
  arguments: {
    type: 'object',
    properties: { month: { type: 'string', description: 'Such as 2026-11.', maxLength: 10000 } },
    required: ['month'],
    additionalProperties: false,
  },
  messages: [
    { role: 'user', content: { type: 'text', text: 'Review {month}.' } },
    { role: 'assistant', content: { type: 'text', text: 'Gladly.' } },
    { role: 'user', content: { type: 'resource', resource: { uri: 'shop://orders?month={month}' } } },
    { role: 'user', content: { type: 'text', text: 'Go.' } },
  ],
} as const satisfies Prompt;

export const examples = [] as const satisfies readonly Example[];
