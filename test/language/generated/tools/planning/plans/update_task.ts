// Generated from spec/planning/plans/update_task.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/planning/plans/update_task.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/planning/plans/update_task.output.json' with { type: 'json' };
import { type Task, type TaskId, taskIdShape, taskShape } from '../../../types/planning.js';

export interface Input {
  /** Identifies a task. */
  readonly task_id: TaskId;
  /** Whether it has been done. */
  readonly done: boolean;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Task;

/** `TASK_NOT_FOUND`: The team has no task {task_id}. */
export type Failure = DeclaredFailure<'TASK_NOT_FOUND', Record<string, never>>;

/** "The boxes are packed." Says of one task that it has been done, or that it has not. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const updateTask = {
  name: 'update_task',
  module: 'planning',
  domain: 'plans',
  title: 'Plans: Work on a task',
  description: '"The boxes are packed." Says of one task that it has been done, or that it has not.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'planning:plan:change' }],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  input: {
    type: 'object',
    properties: {
      task_id: taskIdShape,
      done: { type: 'boolean', description: 'Whether it has been done.', default: true },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
    },
    required: ['task_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: taskShape },
  errors: { TASK_NOT_FOUND: { message: 'The team has no task {task_id}.', http: 404, channel: 'result' } },
  dependsOn: { session: [{ tool: 'create_plan', reason: 'A plan must be created before updating tasks' }] },
  feeds: { task_id: { tool: 'create_plan', path: 'tasks[].task_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Done',
    as: 'red-lead',
    given: [{ call: 'create_plan', input: {} }],
    input: { task_id: 'tsk_red_1' },
    expect: { $exact: true, task_id: 'tsk_red_1', title: 'Sweep the studio', done: true },
  },
  {
    title: "Another team's task looks like none",
    as: 'red-lead',
    given: [{ call: 'create_plan', input: {} }],
    input: { task_id: 'tsk_blue_1' },
    expectError: 'TASK_NOT_FOUND',
  },
  {
    title: 'Before there is a plan',
    as: 'red-lead',
    input: { task_id: 'tsk_red_1' },
    expectError: 'DEPENDENCY_NOT_MET',
  },
  { title: 'A reader may not', as: 'red-reader', input: { task_id: 'tsk_red_1' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpdateTask(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: updateTask, run: (input, ctx) => resolve(input as Input, ctx) };
}
