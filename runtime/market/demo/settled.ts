import { feeOf } from '../orders/write-order.js';
import { demoPackages } from './catalogue.js';
import { demoLicences, demoOrderLines } from './purchases.js';

/** Acme and Globex are billed in Great Britain. */
export const demoTax = { tax_country: 'GB', tax_basis_points: 2_000 } as const;

/** Where Acme was billed before it moved into the whole house; Globex had no address yet. */
export function demoBilledTo(organizationId: string): string | null {
  if (organizationId !== 'org_demo_acme') return null;
  const address = {
    id: 'adr_demo_acme',
    ...{ name: 'Acme Ltd', line1: '1 Foundry Lane', line2: 'Unit 4', city: 'Sheffield' },
    ...{ region: 'South Yorkshire', postal_code: 'S1 2AB', country: 'GB', tax_id: 'GB123456789' },
  };
  return JSON.stringify(address);
}

interface SettledLine {
  readonly id: string;
  readonly order_id: string;
  readonly organization_id: string;
  readonly package_id: string;
  readonly vendor_id: string;
  readonly title: string;
  readonly cadence: 'monthly' | 'yearly' | null;
  readonly total_minor: number;
  readonly tax_minor: number;
}

/** The demo's order lines with what they were called on their day, and their share of the tax. */
export function settledLines(): readonly SettledLine[] {
  const positions = new Map<string, number>();
  return demoOrderLines.map((line) => {
    const sold = demoPackages.find(({ id }) => id === line.package_id);
    if (sold === undefined) throw new Error(`The demo sells no ${line.package_id}.`);
    const position = (positions.get(line.order_id) ?? 0) + 1;
    positions.set(line.order_id, position);
    const { vendor_id, composer_name, title, cadence } = sold;
    const tax_minor = Math.round((line.total_minor * demoTax.tax_basis_points) / 10_000);
    return { ...line, position, vendor_id, composer_name, title, cadence, tax_minor };
  });
}

/** What each vendor got of the demo's orders; it has been sent long ago. */
export function demoSplits(): readonly object[] {
  const shares = new Map<
    string,
    { order_id: string; organization_id: string; vendor_id: string; net: number; tax: number }
  >();
  for (const { order_id, organization_id, vendor_id, total_minor, tax_minor } of settledLines()) {
    const key = `${order_id} ${vendor_id}`;
    const share = shares.get(key) ?? { order_id, organization_id, vendor_id, net: 0, tax: 0 };
    shares.set(key, { ...share, net: share.net + total_minor, tax: share.tax + tax_minor });
  }
  return [...shares.values()].map(({ net, tax, order_id, vendor_id, organization_id }) => ({
    order_id,
    organization_id,
    vendor_id,
    net_minor: net,
    tax_minor: tax,
    fee_minor: feeOf(net),
    transfer_minor: net - feeOf(net),
    transfer_id: `tr_${order_id.slice(4)}_${vendor_id.slice(4)}`,
  }));
}

/**
 * The demo's licences, each the first piece of the line that it was bought with; one that was free has none. Those on a
 * project were attached as they were bought.
 */
export function mintedLicences(): readonly object[] {
  const lines = settledLines();
  return demoLicences.map((licence) => {
    const line = lines.find(
      ({ order_id, package_id }) => order_id === licence.order_id && package_id === licence.package_id,
    );
    return {
      ...licence,
      order_line_id: line?.id ?? null,
      seat: line === undefined ? null : 1,
      attached_at: licence.project_id && licence.created_at,
      updated_at: licence.created_at,
    };
  });
}
