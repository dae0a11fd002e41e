import { failure } from 'toolwright/runtime';
import { changeBox } from '../../../../boxes.js';
import type { Resolver } from '../../../../generated/tools/archive/boxes/move_box.js';

export const moveBox =
  (): Resolver =>
  async ({ box_id, place }, ctx) =>
    (await changeBox(await ctx.db(), box_id, { place })) ?? failure('BOX_NOT_FOUND');
