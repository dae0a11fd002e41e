import type { OrderLine } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';

/** A position as its row has it, or as it would be written. Money in minor units. */
export interface LineAmounts {
  readonly composerName: string;
  readonly title: string;
  readonly cadence: OrderLine['cadence'];
  readonly quantity: number;
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
}

export function toOrderLine(line: LineAmounts, currency: string): OrderLine {
  return {
    package: line.composerName,
    title: line.title,
    cadence: line.cadence,
    quantity: line.quantity,
    unit: toMoney(line.unitMinor, currency),
    total: toMoney(line.totalMinor, currency),
    discount: toMoney(line.discountMinor, currency),
    tax: toMoney(line.taxMinor, currency),
  };
}
