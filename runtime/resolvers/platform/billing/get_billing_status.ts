import type { Resolver } from '../../../../generated/tools/platform/billing/get_billing_status.js';
import { billingStatus } from '../../../market/plans/billing-status.js';

export const getBillingStatus = (): Resolver => async (_input, ctx) =>
  billingStatus(await ctx.db(), ctx.context.org, ctx.now());
