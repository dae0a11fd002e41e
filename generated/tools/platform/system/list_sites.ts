// Generated from spec/platform/system/list_sites.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/system/list_sites.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/system/list_sites.output.json' with { type: 'json' };
import { type Site, siteShape } from '../../../types/platform.js';

export type Input = Record<string, never>;

export interface Output {
  readonly sites: readonly Site[];
}

/** "Which sites do we run?" All sites managed by the platform, with domain and type. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const listSites = {
  name: 'list_sites',
  module: 'platform',
  domain: 'system',
  title: 'System: List sites',
  description: '"Which sites do we run?" All sites managed by the platform, with domain and type.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:system:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'list', of: siteShape, as: 'sites', rest: 'bare' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'All of them',
    as: 'staff',
    input: {},
    expect: {
      sites: [
        { $exact: true, name: 'BioHost', domain: 'link.host.uk.com', type: 'WordPress' },
        { $exact: true, name: 'SocialHost', domain: 'social.host.uk.com', type: 'Laravel' },
        { $exact: true, name: 'AnalyticsHost', domain: 'analytics.host.uk.com', type: 'Node.js' },
        { domain: 'market.host.uk.com' },
        { domain: 'status.host.uk.com' },
        { domain: 'help.host.uk.com' },
      ],
    },
  },
  { title: "Not for an organization's people", as: 'acme-owner', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListSites(resolve: Resolver): Handler<Context> {
  return { tool: listSites, run: (input, ctx) => resolve(input as Input, ctx) };
}
