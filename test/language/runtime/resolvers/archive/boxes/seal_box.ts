import { failure } from 'toolwright/runtime';
import { changeBox } from '../../../../boxes.js';
import type { Resolver } from '../../../../generated/tools/archive/boxes/seal_box.js';

export const sealBox = (): Resolver => async (input, ctx) => {
  const change = input.action === 'give' ? { place: input.place } : { sealed: input.action === 'seal' };
  return (await changeBox(await ctx.db(), input.box_id, change)) ?? failure('BOX_NOT_FOUND');
};
