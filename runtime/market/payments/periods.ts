/**
 * The end of a subscription's period that begins at a moment: a month or a year on, on the last day of a month that is
 * too short, as Stripe counts (https://docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export function periodEnd(begin: Date, cadence: 'monthly' | 'yearly'): Date {
  const end = new Date(begin);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + (cadence === 'monthly' ? 1 : 12));
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(begin.getUTCDate(), lastDay));
  return end;
}
