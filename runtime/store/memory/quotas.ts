import type { Allowance, Quotas } from '../quotas.js';

/** The day's use by tenant, in this process alone. */
export function createMemoryQuotas(): Quotas {
  let today = '';
  let uses = new Map<string, number>();
  const usesOf = ({ day }: Allowance) => {
    if (day !== today) uses = new Map();
    today = day;
    return uses;
  };
  return {
    async take(allowance, cost) {
      const { tenant, limit } = allowance;
      const used = usesOf(allowance).get(tenant) ?? 0;
      const taken = used + cost <= limit;
      if (taken) uses.set(tenant, used + cost);
      return { taken, used };
    },
    async giveBack(allowance, cost) {
      const used = usesOf(allowance).get(allowance.tenant) ?? 0;
      uses.set(allowance.tenant, Math.max(0, used - cost));
    },
  };
}
