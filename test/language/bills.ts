import type { Bill } from './generated/types/ledger.js';

export interface BillRow {
  readonly id: string;
  readonly payee: string;
  readonly cents: number;
  readonly status: Bill['status'];
  readonly receipt: string | null;
}

export function toBill({ id, payee, cents, status, receipt }: BillRow): Bill {
  return { bill_id: id, payee, cents, status, receipt };
}
