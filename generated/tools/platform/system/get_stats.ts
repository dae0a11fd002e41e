// Generated from spec/platform/system/get_stats.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/system/get_stats.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/system/get_stats.output.json' with { type: 'json' };
import { type SystemStats, systemStatsShape } from '../../../types/platform.js';

export type Input = Record<string, never>;

export type Output = SystemStats;

/** "How is the platform doing?" Sites, active people, page views of 30 days, load of the server. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getStats = {
  name: 'get_stats',
  module: 'platform',
  domain: 'system',
  title: 'System: Get statistics',
  description: '"How is the platform doing?" Sites, active people, page views of 30 days, load of the server.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:system:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'object', shape: systemStatsShape },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'As it is now',
    as: 'staff',
    input: {},
    expect: {
      total_sites: 6,
      active_users: { $gte: 0 },
      page_views_30d: { $gte: 12000 },
      server_load: { $pattern: '^(100|[1-9]?[0-9])%$' },
    },
  },
  { title: "Not for an organization's people", as: 'acme-admin', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetStats(resolve: Resolver): Handler<Context> {
  return { tool: getStats, run: (input, ctx) => resolve(input as Input, ctx) };
}
