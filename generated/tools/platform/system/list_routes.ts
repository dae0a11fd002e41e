// Generated from spec/platform/system/list_routes.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/system/list_routes.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/system/list_routes.output.json' with { type: 'json' };
import { type Route, routeShape } from '../../../types/platform.js';

export type Input = Record<string, never>;

export interface Output {
  readonly routes: readonly Route[];
}

/** "What does this server serve?" All web routes: path, methods and name. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const listRoutes = {
  name: 'list_routes',
  module: 'platform',
  domain: 'system',
  title: 'System: List routes',
  description: '"What does this server serve?" All web routes: path, methods and name.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:system:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'list', of: routeShape, as: 'routes', rest: 'bare' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'In the order of their paths', as: 'staff', input: {}, expect: { routes: { $any: true } } },
  { title: "Not for an organization's people", as: 'globex-owner', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListRoutes(resolve: Resolver): Handler<Context> {
  return { tool: listRoutes, run: (input, ctx) => resolve(input as Input, ctx) };
}
