import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/planning/plans/update_task.js';

export const updateTask =
  (): Resolver =>
  async ({ task_id, done }, ctx) => {
    const [task]: { title: string }[] = await (await ctx.db())('task')
      .where({ id: task_id })
      .update({ done })
      .returning(['title']);
    return task === undefined ? failure('TASK_NOT_FOUND') : { task_id, title: task.title, done };
  };
