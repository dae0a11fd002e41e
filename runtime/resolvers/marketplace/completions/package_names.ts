import type { Resolver } from '../../../../generated/completions/marketplace/package_names.js';
import { packageNames as namesOf } from '../../../market/catalogue/packages.js';

/** Packages of the catalogue, and the organization's own. */
export const packageNames = (): Resolver => async (input, ctx) => namesOf(await ctx.db(), input.value);
