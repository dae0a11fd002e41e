import type { Resolver } from '../../../../generated/completions/marketplace/own_package_names.js';
import { packageNames } from '../../../market/catalogue/packages.js';

/** Packages that the organization publishes itself; none without one. */
export const ownPackageNames = (): Resolver => async (input, ctx) => {
  const { org } = ctx.principal.active.contexts;
  return org === undefined ? [] : packageNames(await ctx.db(), input.value, org);
};
