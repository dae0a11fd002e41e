import type { Resolver } from '../../../../generated/tools/stock/samples/list_samples.js';
import { listPage } from '../../../../listing.js';
import { type SampleRow, toSample } from '../../../../samples.js';

export const listSamples = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const { page, limit, sort, filters } = input;
  const request = { skip: (page - 1) * limit, size: limit, sort, filters };
  const { rows, total } = await listPage<SampleRow>(db('sample'), request, {});
  return { samples: rows.map(toSample), total };
};
