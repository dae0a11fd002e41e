/** Projects, what was bought, and which licence hangs on which project. Money in minor units. */
export const demoProjects = [
  {
    id: 'prj_demo_storefront',
    organization_id: 'org_demo_acme',
    name: 'Storefront',
    note: 'The public shop',
    by: 'acme-owner',
    created_at: '2026-01-15T09:00:00Z',
    pair: true,
  },
  {
    id: 'prj_demo_backoffice',
    organization_id: 'org_demo_acme',
    name: 'Back office',
    note: null,
    by: 'acme-developer',
    created_at: '2026-03-02T09:00:00Z',
    pair: false,
  },
  {
    id: 'prj_demo_portal',
    organization_id: 'org_demo_globex',
    name: 'Portal',
    note: 'For partners',
    by: 'globex-owner',
    created_at: '2026-02-01T09:00:00Z',
    pair: true,
  },
] as const;

/** Tax is 20% of the subtotal, rounded to the minor unit. */
export const demoOrders = [
  {
    id: 'ord_demo_1001',
    organization_id: 'org_demo_acme',
    by: 'acme-billing',
    number: '1001',
    subtotal_minor: 6899,
    tax_minor: 1380,
    total_minor: 8279,
    placed_at: '2026-01-16T10:00:00Z',
  },
  {
    id: 'ord_demo_1002',
    organization_id: 'org_demo_acme',
    by: 'acme-owner',
    number: '1002',
    subtotal_minor: 1999,
    tax_minor: 400,
    total_minor: 2399,
    placed_at: '2026-02-16T10:00:00Z',
  },
  {
    id: 'ord_demo_1003',
    organization_id: 'org_demo_globex',
    by: 'globex-owner',
    number: '1003',
    subtotal_minor: 4900,
    tax_minor: 980,
    total_minor: 5880,
    placed_at: '2026-02-20T10:00:00Z',
  },
] as const;

export const demoOrderLines = [
  {
    id: 'oln_demo_1',
    order_id: 'ord_demo_1001',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_checkout',
    quantity: 1,
    unit_minor: 4900,
    total_minor: 4900,
  },
  {
    id: 'oln_demo_2',
    order_id: 'ord_demo_1001',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_search',
    quantity: 1,
    unit_minor: 1999,
    total_minor: 1999,
  },
  {
    id: 'oln_demo_3',
    order_id: 'ord_demo_1002',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_search',
    quantity: 1,
    unit_minor: 1999,
    total_minor: 1999,
  },
  {
    id: 'oln_demo_4',
    order_id: 'ord_demo_1003',
    organization_id: 'org_demo_globex',
    package_id: 'pkg_demo_checkout',
    quantity: 1,
    unit_minor: 4900,
    total_minor: 4900,
  },
] as const;

export const demoLicences = [
  {
    id: 'lic_demo_checkout',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_checkout',
    project_id: 'prj_demo_storefront',
    order_id: 'ord_demo_1001',
    created_at: '2026-01-16T10:00:05Z',
  },
  {
    id: 'lic_demo_search',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_search',
    project_id: 'prj_demo_storefront',
    order_id: 'ord_demo_1001',
    created_at: '2026-01-16T10:00:05Z',
  },
  {
    id: 'lic_demo_seo',
    organization_id: 'org_demo_acme',
    package_id: 'pkg_demo_seo',
    project_id: null,
    order_id: null,
    created_at: '2026-01-20T10:00:00Z',
  },
  {
    id: 'lic_demo_portal',
    organization_id: 'org_demo_globex',
    package_id: 'pkg_demo_checkout',
    project_id: 'prj_demo_portal',
    order_id: 'ord_demo_1003',
    created_at: '2026-02-20T10:00:05Z',
  },
] as const;
