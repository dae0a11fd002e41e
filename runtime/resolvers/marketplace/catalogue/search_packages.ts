import type { Resolver } from '../../../../generated/tools/marketplace/catalogue/search_packages.js';
import { searchPackages as search } from '../../../market/catalogue/search.js';

export const searchPackages = (): Resolver => async (input, ctx) => search(await ctx.db(), ctx.context.org, input);
