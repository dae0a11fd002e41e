import { type BillRow, toBill } from '../../../../bills.js';
import type { Resolver } from '../../../../generated/tools/ledger/bills/list_bills.js';

export const listBills =
  (): Resolver =>
  async ({ limit, offset }, ctx) => {
    const db = await ctx.db();
    const rows: BillRow[] = await db('bill').orderBy(['payee', 'id']).limit(limit).offset(offset);
    const [counted] = await db('bill').count({ total: '*' });
    return { bills: rows.map(toBill), total: Number(counted?.total) };
  };
