import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/catalogue/get_package.js';
import { readPackage } from '../../../market/catalogue/packages.js';

export const getPackage = (): Resolver => async (input, ctx) =>
  (await readPackage(await ctx.db(), ctx.context.org, input)) ?? failure('PACKAGE_NOT_FOUND');
