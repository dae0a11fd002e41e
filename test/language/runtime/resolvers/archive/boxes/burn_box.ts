import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/archive/boxes/burn_box.js';

export const burnBox =
  (): Resolver =>
  async ({ box_id }, ctx) => {
    const burned = await (await ctx.db())('box').where({ id: box_id }).delete();
    return burned === 0 ? failure('BOX_NOT_FOUND') : { box_id };
  };
