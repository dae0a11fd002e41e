// Generated from spec/planning/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Identifies a plan. */
export type PlanId = string;

export const planIdShape = {
  type: 'string',
  description: 'Identifies a plan.',
  pattern: '^pln_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** Identifies a task. */
export type TaskId = string;

export const taskIdShape = {
  type: 'string',
  description: 'Identifies a task.',
  pattern: '^tsk_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** What is to be done, as one step of a plan. */
export interface Task {
  /** Identifies a task. */
  readonly task_id: TaskId;
  /** In a few words. */
  readonly title: string;
  /** Whether it has been done. */
  readonly done: boolean;
}

export const taskShape = {
  type: 'object',
  description: 'What is to be done, as one step of a plan.',
  properties: {
    task_id: taskIdShape,
    title: { type: 'string', description: 'In a few words.', maxLength: 80 },
    done: { type: 'boolean', description: 'Whether it has been done.' },
  },
  required: ['task_id', 'title', 'done'],
  additionalProperties: false,
} as const satisfies Shape;
