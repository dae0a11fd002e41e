/** Forge is approved, Globex sells beside buying, Anvil waits for approval. */
export const demoVendors = [
  {
    id: 'ven_demo_forge',
    organization_id: 'org_demo_forge',
    name: 'Forge',
    status: 'approved',
    support_email: 'support@forge.example.com',
  },
  {
    id: 'ven_demo_globex',
    organization_id: 'org_demo_globex',
    name: 'Globex Software',
    status: 'approved',
    support_email: 'support@globex.example.com',
  },
  { id: 'ven_demo_anvil', organization_id: 'org_demo_anvil', name: 'Anvil', status: 'pending', support_email: null },
] as const;

const GBP = 'GBP';

/** One bought once, one free, one subscription; one disabled and one of a vendor not yet approved cannot be bought. */
export const demoPackages = [
  {
    id: 'pkg_demo_checkout',
    vendor_id: 'ven_demo_forge',
    composer_name: 'forge/checkout-booster',
    title: 'Checkout Booster',
    description: 'A checkout in one step.',
    price_minor: 4900,
    currency: GBP,
    cadence: null,
    status: 'enabled',
  },
  {
    id: 'pkg_demo_seo',
    vendor_id: 'ven_demo_forge',
    composer_name: 'forge/seo-kit',
    title: 'SEO Kit',
    description: 'Sitemaps and structured data.',
    price_minor: null,
    currency: null,
    cadence: null,
    status: 'enabled',
  },
  {
    id: 'pkg_demo_import',
    vendor_id: 'ven_demo_forge',
    composer_name: 'forge/legacy-import',
    title: 'Legacy Import',
    description: 'Imports from shops of old.',
    price_minor: 9900,
    currency: GBP,
    cadence: null,
    status: 'disabled',
  },
  {
    id: 'pkg_demo_search',
    vendor_id: 'ven_demo_globex',
    composer_name: 'globex/search-suite',
    title: 'Search Suite',
    description: 'Search that forgives typing.',
    price_minor: 1999,
    currency: GBP,
    cadence: 'monthly',
    status: 'enabled',
  },
  {
    id: 'pkg_demo_hammer',
    vendor_id: 'ven_demo_anvil',
    composer_name: 'anvil/hammer',
    title: 'Hammer',
    description: 'Load tests for shops.',
    price_minor: 2900,
    currency: GBP,
    cadence: null,
    status: 'enabled',
  },
] as const;

export const demoVersions = [
  { package_id: 'pkg_demo_checkout', version: '1.0.0', released_at: '2025-11-03T09:00:00Z' },
  { package_id: 'pkg_demo_checkout', version: '1.1.0', released_at: '2026-01-12T09:00:00Z' },
  { package_id: 'pkg_demo_seo', version: '0.9.2', released_at: '2025-12-01T09:00:00Z' },
  { package_id: 'pkg_demo_import', version: '2.4.0', released_at: '2025-06-20T09:00:00Z' },
  { package_id: 'pkg_demo_search', version: '3.0.0', released_at: '2026-01-20T09:00:00Z' },
  { package_id: 'pkg_demo_hammer', version: '0.1.0', released_at: '2026-02-10T09:00:00Z' },
] as const;
