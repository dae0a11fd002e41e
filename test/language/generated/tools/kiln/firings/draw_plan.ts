// Generated from spec/kiln/firings/draw_plan.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/draw_plan.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/draw_plan.output.json' with { type: 'json' };
import { type ClayId, clayIdShape } from '../../../types/kiln.js';

export interface Input {
  /** The clay that is fired. */
  readonly clay_id: ClayId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** A clay. */
  readonly clay_id: ClayId;
  /** The highest temperature. */
  readonly degrees: number;
}

/** `NO_SUCH_CLAY`: The team has no clay {clay_id}. */
export type Failure = DeclaredFailure<'NO_SUCH_CLAY', Record<string, never>>;

/** "How should we fire the stoneware?" A plan of temperatures for one clay, which every firing of it follows. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const drawPlan = {
  name: 'draw_plan',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Draw a firing plan',
  description:
    '"How should we fire the stoneware?" A plan of temperatures for one clay, which every firing of it follows.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  input: {
    type: 'object',
    properties: {
      clay_id: {
        type: 'string',
        description: 'The clay that is fired.',
        pattern: '^cly_[a-z0-9_]{1,40}$',
        maxLength: 10000,
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
    },
    required: ['clay_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { clay_id: clayIdShape, degrees: { type: 'integer', description: 'The highest temperature.' } },
      required: ['clay_id', 'degrees'],
      additionalProperties: false,
    },
  },
  errors: {
    NO_SUCH_CLAY: {
      message: 'The team has no clay {clay_id}.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_clays' },
    },
  },
  dependsOn: { session: [{ tool: 'list_clays', reason: 'Clays are known before one is planned for.' }] },
  feeds: { clay_id: { tool: 'list_clays', path: 'clays[].clay_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'For stoneware',
    as: 'red-lead',
    given: [{ call: 'list_clays', input: {} }],
    input: { clay_id: 'cly_red_1' },
    expect: { clay_id: 'cly_red_1', degrees: 1240 },
  },
  {
    title: 'For a clay of another team',
    as: 'red-lead',
    given: [{ call: 'list_clays', input: {} }],
    input: { clay_id: 'cly_blue_1' },
    expectError: 'NO_SUCH_CLAY',
  },
  {
    title: 'Before anything is known',
    as: 'red-lead',
    input: { clay_id: 'cly_red_1' },
    expectError: 'DEPENDENCY_NOT_MET',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleDrawPlan(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: drawPlan, run: (input, ctx) => resolve(input as Input, ctx) };
}
