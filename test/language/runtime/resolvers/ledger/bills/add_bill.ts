import { randomBytes } from 'node:crypto';
import { failure } from 'toolwright/runtime';
import { type BillRow, toBill } from '../../../../bills.js';
import type { Resolver } from '../../../../generated/tools/ledger/bills/add_bill.js';

export const addBill =
  (): Resolver =>
  async ({ payee, parts }, ctx) => {
    const db = await ctx.db();
    const cents = parts.reduce((sum, part) => sum + part, 0);
    const id = `bil_${randomBytes(6).toString('hex')}`;
    const [bill]: BillRow[] = await db('bill')
      .insert({ id, team_id: ctx.context.team, payee, cents })
      .onConflict(db.raw("(team_id, payee) where status = 'open'"))
      .ignore()
      .returning('*');
    if (bill === undefined) return failure('PAYEE_BUSY');
    await db('bill_part').insert(parts.map((part, index) => ({ bill_id: id, nth: index + 1, cents: part })));
    return toBill(bill);
  };
