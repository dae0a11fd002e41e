import type { Resolver } from '../../../../generated/tools/archive/boxes/list_boxes.js';

export const listBoxes = (): Resolver => async (_input, ctx) => {
  const db = await ctx.db();
  return { boxes: await db('box').orderBy('id').select({ box_id: 'id' }, 'place', 'sealed') };
};
