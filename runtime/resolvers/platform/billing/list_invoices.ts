import type { Resolver } from '../../../../generated/tools/platform/billing/list_invoices.js';
import { listedInvoices } from '../../../market/invoices/listed-invoices.js';

export const listInvoices =
  (): Resolver =>
  async ({ status, limit }, ctx) => {
    const { org } = ctx.context;
    const question = { organizationId: org, status, limit, now: ctx.now() };
    const invoices = await listedInvoices(await ctx.db(), question);
    return { workspace_id: org, count: invoices.length, invoices: [...invoices] };
  };
