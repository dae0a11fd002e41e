import { failure } from 'toolwright/runtime';
import { type BillRow, toBill } from '../../../../bills.js';
import type { Resolver } from '../../../../generated/tools/ledger/bills/remove_bill.js';

export const removeBill =
  (): Resolver =>
  async ({ bill_id }, ctx) => {
    const db = await ctx.db();
    const [bill]: BillRow[] = await db('bill').where({ id: bill_id }).delete().returning('*');
    return bill === undefined ? failure('BILL_NOT_FOUND') : toBill(bill);
  };
