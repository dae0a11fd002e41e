// Generated from spec/marketplace/projects/list_projects.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/list_projects.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/list_projects.output.json' with { type: 'json' };
import { type Project, projectShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'created_at' | '-created_at' | 'name' | '-name';
}

export interface Output {
  readonly projects: readonly Project[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "What is our auth.json?" Projects with their Composer credential pairs, for those who may see them. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listProjects = {
  name: 'list_projects',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: List projects',
  description: '"What is our auth.json?" Projects with their Composer credential pairs, for those who may see them.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['created_at', 'name'], default: '-created_at' },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['created_at', '-created_at', 'name', '-name'],
        default: '-created_at',
      },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'csv'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: projectShape, as: 'projects', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A developer sees the pairs',
    as: 'acme-developer',
    input: { sort: 'name' },
    expect: {
      projects: [
        { project_id: 'prj_demo_backoffice', public_key: null, private_key: null },
        {
          project_id: 'prj_demo_storefront',
          public_key: { $pattern: '^pub_' },
          private_key: { $pattern: '^prv_' },
          licences: 2,
        },
      ],
      page: { total: 2 },
    },
  },
  {
    title: 'A viewer sees no private keys',
    as: 'acme-viewer',
    input: { sort: '-name', limit: 1 },
    expect: {
      projects: [{ project_id: 'prj_demo_storefront', private_key: { $absent: true }, row_version: { $absent: true } }],
    },
  },
  {
    title: 'The newest, with every column',
    as: 'acme-owner',
    input: { limit: 1, response_format: 'detailed' },
    expect: { projects: [{ project_id: 'prj_demo_backoffice', row_version: 1 }], page: { total: 2, has_more: true } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListProjects(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listProjects, run: (input, ctx) => resolve(input as Input, ctx) };
}
