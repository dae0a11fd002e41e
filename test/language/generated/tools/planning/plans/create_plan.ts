// Generated from spec/planning/plans/create_plan.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/planning/plans/create_plan.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/planning/plans/create_plan.output.json' with { type: 'json' };
import { type PlanId, type Task, planIdShape, taskShape } from '../../../types/planning.js';

export interface Input {
  /** What is to be done. */
  readonly tasks: readonly string[];
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** Identifies a plan. */
  readonly plan_id: PlanId;
  /** In their order. */
  readonly tasks: readonly Task[];
}

/**
 * "Let us plan the move." A new plan of the team, with its tasks in their order. Not for "the boxes are packed": use
 * update_task.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const createPlan = {
  name: 'create_plan',
  module: 'planning',
  domain: 'plans',
  title: 'Plans: Make a plan',
  description:
    '"Let us plan the move." A new plan of the team, with its tasks in their order. Not for "the boxes are packed": use update_task.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'planning:plan:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      tasks: {
        type: 'array',
        description: 'What is to be done.',
        items: { type: 'string', minLength: 1, maxLength: 80 },
        minItems: 1,
        maxItems: 20,
        default: ['Begin'],
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { plan_id: planIdShape, tasks: { type: 'array', description: 'In their order.', items: taskShape } },
      required: ['plan_id', 'tasks'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Two tasks',
    as: 'red-lead',
    input: { tasks: ['Pack the boxes', 'Call the carrier'] },
    expect: {
      plan_id: { $pattern: '^pln_' },
      tasks: [{ title: 'Pack the boxes', done: false }, { title: 'Call the carrier', done: false }],
    },
  },
  { title: 'A reader may not', as: 'red-reader', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCreatePlan(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: createPlan, run: (input, ctx) => resolve(input as Input, ctx) };
}
