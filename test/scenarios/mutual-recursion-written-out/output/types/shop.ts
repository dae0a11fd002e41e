// Generated from spec/shop/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A branch. */
export interface Branch {
  /** Nodes. */
  readonly nodes: readonly {
    /** Name. */
    readonly name: string;
    /** A branch. */
    readonly branch: {
      /** Nodes. */
      readonly nodes: readonly {
        /** Name. */
        readonly name: string;
        /** A branch. */
        readonly branch: Record<string, never>;
      }[];
    };
  }[];
}

export const branchShape = {
  type: 'object',
  description: 'A branch.',
  properties: {
    nodes: {
      type: 'array',
      description: 'Nodes.',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', description: 'Name.' },
          branch: {
            type: 'object',
            description: 'A branch.',
            properties: {
              nodes: {
                type: 'array',
                description: 'Nodes.',
                items: {
                  type: 'object',
                  properties: {
                    name: { type: 'string', description: 'Name.' },
                    branch: { type: 'object', description: 'A branch.', properties: {}, additionalProperties: false },
                  },
                  required: ['name', 'branch'],
                  additionalProperties: false,
                },
              },
            },
            required: ['nodes'],
            additionalProperties: false,
          },
        },
        required: ['name', 'branch'],
        additionalProperties: false,
      },
    },
  },
  required: ['nodes'],
  additionalProperties: false,
} as const satisfies Shape;

/** A node. */
export interface Node {
  /** Name. */
  readonly name: string;
  /** A branch. */
  readonly branch: Branch;
}

export const nodeShape = {
  type: 'object',
  description: 'A node.',
  properties: { name: { type: 'string', description: 'Name.' }, branch: branchShape },
  required: ['name', 'branch'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of an order. */
export type OrderId = string;

export const orderIdShape = {
  type: 'string',
  description: 'Id of an order.',
  pattern: '^ord_[a-z0-9]+$',
  maxLength: 40,
} as const satisfies Shape;
