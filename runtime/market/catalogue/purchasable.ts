import type { Knex } from 'knex';

/** Why an organization cannot buy a package right now, in a word for programs and in a sentence for people. */
export interface Blocker {
  readonly code: BlockerCode;
  readonly reason: string;
}

export type BlockerCode =
  | 'not_offered'
  | 'vendor_pending'
  | 'vendor_rejected'
  | 'disabled'
  | 'no_release'
  | 'vendor_not_payable'
  | 'own_package';

/** What decides it: a package with its vendor, as `blockedBy` reads it. */
export interface Offer {
  readonly vendor: string;
  readonly vendor_status: 'pending' | 'approved' | 'rejected';
  readonly status: 'enabled' | 'disabled';
  readonly released: boolean;
  readonly price_minor: number | null;
  readonly charges_enabled: boolean;
  readonly organization_id: string;
}

const notOffered: Blocker = { code: 'not_offered', reason: 'It is not offered any more.' };

/**
 * Of the packages named, those that the organization cannot buy right now. What the handle may not see is
 * `not_offered`, as is what does not exist. A package that is missing from the map can be bought.
 */
export async function blockersOf(
  db: Knex,
  packageIds: readonly string[],
  organizationId: string,
): Promise<ReadonlyMap<string, Blocker>> {
  const rows: (Offer & { readonly id: string })[] = await db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .whereIn('p.id', packageIds)
    .select('p.id', offerColumns(db));
  const offers = new Map(rows.map((row) => [row.id, row]));
  const blockers = new Map<string, Blocker>();
  for (const id of packageIds) {
    const offer = offers.get(id);
    const blocker = offer === undefined ? notOffered : blockedBy(offer, organizationId);
    if (blocker !== null) blockers.set(id, blocker);
  }
  return blockers;
}

/** Whether the package `p` has a release. */
export const released = 'exists (select 1 from package_version r where r.package_id = p.id)';

/** The columns of an `Offer`, where `p` is the package and `v` its vendor. */
export function offerColumns(db: Knex): Readonly<Record<string, string | Knex.Raw>> {
  return {
    vendor: 'v.name',
    vendor_status: 'v.status',
    status: 'p.status',
    released: db.raw(released),
    price_minor: 'p.price_minor',
    charges_enabled: 'v.charges_enabled',
    organization_id: 'v.organization_id',
  };
}

/**
 * What stands in a buyer's way, or, without one, in everybody's. The latter comes first, so that vendors who look at
 * their own packages learn what is left to do. A free package asks nothing of Stripe.
 */
export function blockedBy(offer: Offer, buyer?: string): Blocker | null {
  const { vendor } = offer;
  if (offer.vendor_status === 'pending') {
    return { code: 'vendor_pending', reason: `${vendor} has not been approved yet.` };
  }
  if (offer.vendor_status === 'rejected') {
    return { code: 'vendor_rejected', reason: `${vendor} was not approved to sell here.` };
  }
  if (offer.status === 'disabled') return { code: 'disabled', reason: 'The vendor has withdrawn it.' };
  if (!offer.released) return { code: 'no_release', reason: 'Nothing has been released yet.' };
  if (offer.price_minor !== null && !offer.charges_enabled) {
    const reason = `${vendor} cannot take payments yet: its Stripe onboarding is not finished.`;
    return { code: 'vendor_not_payable', reason };
  }
  if (offer.organization_id === buyer) {
    return { code: 'own_package', reason: 'Your own organization sells it.' };
  }
  return null;
}
