import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/resources/marketplace/package.js';
import { readPackage } from '../../../market/catalogue/packages.js';

export const packageTool = (): Resolver => async (input, ctx) =>
  (await readPackage(await ctx.db(), ctx.context.org, { composer_name: input.name })) ?? failure('UNKNOWN_RESOURCE');
