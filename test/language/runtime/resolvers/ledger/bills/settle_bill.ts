import { failure } from 'toolwright/runtime';
import { type BillRow, toBill } from '../../../../bills.js';
import type { Resolver } from '../../../../generated/tools/ledger/bills/settle_bill.js';

export const settleBill =
  (): Resolver =>
  async ({ action, bill_id }, ctx) => {
    const bill: BillRow | undefined = await (await ctx.db())('bill').where({ id: bill_id }).first();
    if (bill === undefined) return failure('BILL_NOT_FOUND');
    if (bill.status !== 'open') return failure('BILL_SETTLED');
    const status = action === 'pay' ? 'paid' : 'forgiven';
    if (ctx.dryRun) return { ...toBill(bill), status };

    const paid = action === 'pay' ? await ctx.effects.bank((bank, call) => bank.transfer(bill, call)) : null;
    if (paid?.receipt === null) return failure('BANK_REFUSED');
    const receipt = paid?.receipt ?? null;
    await (await ctx.db())('bill').where({ id: bill_id }).update({ status, receipt });
    return { ...toBill(bill), status, receipt };
  };
