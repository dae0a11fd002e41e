/** Who looks, in which organization, and what is somebody else's to them. */
export interface Viewer {
  readonly principal: string;
  readonly customer: string;
  readonly org: string;
  readonly other: {
    readonly customer: string;
    readonly org: string;
    readonly vendor: string;
    readonly package: string;
    readonly order: string;
    readonly project: string;
  };
}

const globex = {
  customer: 'cus_demo_globex_owner',
  org: 'org_demo_globex',
  vendor: 'ven_demo_globex',
  package: 'pkg_demo_search',
  order: 'ord_demo_1003',
  project: 'prj_demo_portal',
};
const acmeAndForge = {
  customer: 'cus_demo_acme_owner',
  org: 'org_demo_acme',
  vendor: 'ven_demo_forge',
  package: 'pkg_demo_checkout',
  order: 'ord_demo_1001',
  project: 'prj_demo_storefront',
};

/** One that buys, one that buys and sells, one that sells. */
export const viewers: readonly Viewer[] = [
  { principal: 'acme-owner', customer: 'cus_demo_acme_owner', org: 'org_demo_acme', other: globex },
  { principal: 'globex-owner', customer: 'cus_demo_globex_owner', org: 'org_demo_globex', other: acmeAndForge },
  { principal: 'forge-vendor', customer: 'cus_demo_forge_vendor', org: 'org_demo_forge', other: globex },
];
