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
  asks: {
    scope: {
      message: 'What matters in {month}?',
      form: {
        type: 'object',
        properties: {
          what: {
            type: 'string',
            description: 'What matters. sales (Sales), returns (Returns).',
            enum: ['sales', 'returns'],
          },
          note: { type: 'string', description: 'Anything else.', maxLength: 80 },
        },
        required: ['what'],
        additionalProperties: false,
      },
      schema: {
        type: 'object',
        properties: {
          what: {
            type: 'string',
            oneOf: [{ const: 'sales', title: 'Sales' }, { const: 'returns', title: 'Returns' }],
            description: 'What matters.',
          },
          note: { type: 'string', maxLength: 80, description: 'Anything else.' },
        },
        required: ['what'],
      },
    },
  },
  messages: [{ role: 'user', content: { type: 'text', text: 'Review {scope.what} of {month}. {scope.note}' } }],
} as const satisfies Prompt;

export const examples = [] as const satisfies readonly Example[];
