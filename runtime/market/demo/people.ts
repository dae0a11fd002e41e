/** A demo principal: `<principal>@example.com`, and three API keys granted the organization named alone. */
export interface DemoPerson {
  readonly principal: string;
  readonly name: string;
  /** The personal organization that came with sign-up; staff have none. */
  readonly personal: string | null;
  /** What the keys are granted; null for staff. */
  readonly org: string | null;
  readonly staff?: true;
}

export const demoPeople: readonly DemoPerson[] = [
  { principal: 'acme-owner', name: 'Olivia Owner', personal: 'org_demo_owner', org: 'org_demo_acme' },
  { principal: 'acme-admin', name: 'Adam Admin', personal: 'org_demo_admin', org: 'org_demo_acme' },
  { principal: 'acme-developer', name: 'Dana Developer', personal: 'org_demo_developer', org: 'org_demo_acme' },
  { principal: 'acme-billing', name: 'Bill Billing', personal: 'org_demo_billing', org: 'org_demo_acme' },
  { principal: 'acme-viewer', name: 'Vera Viewer', personal: 'org_demo_viewer', org: 'org_demo_acme' },
  { principal: 'globex-owner', name: 'Gloria Globe', personal: 'org_demo_gloria', org: 'org_demo_globex' },
  { principal: 'forge-vendor', name: 'Fred Forge', personal: 'org_demo_fred', org: 'org_demo_forge' },
  { principal: 'anvil-vendor', name: 'Ann Anvil', personal: 'org_demo_ann', org: 'org_demo_anvil' },
  { principal: 'newcomer', name: 'Nora Newcomer', personal: 'org_demo_newcomer', org: 'org_demo_newcomer' },
  { principal: 'staff', name: 'Stan Staff', personal: null, org: null, staff: true },
];

export function demoCustomerId(principal: string): string {
  return `cus_demo_${principal.replaceAll('-', '_')}`;
}

/** Everybody knows these people's password, so they may sign in nowhere but in the demo. */
export function isDemoCustomer(id: string): boolean {
  return id.startsWith('cus_demo_');
}

export function demoEmail(principal: string): string {
  return `${principal}@example.com`;
}

/** When the demo's people signed up and joined; everything of the demo but invites has a fixed date. */
export const signedUp = new Date('2026-01-05T09:00:00Z');

export const demoOrganizations = [
  {
    id: 'org_demo_acme',
    name: 'Acme',
    founder: 'acme-owner',
    buys: true,
    contact_email: 'hello@acme.example.com',
    plan: 'enterprise',
  },
  {
    id: 'org_demo_globex',
    name: 'Globex',
    founder: 'globex-owner',
    buys: true,
    contact_email: 'hi@globex.example.com',
    plan: 'professional',
  },
  {
    id: 'org_demo_forge',
    name: 'Forge',
    founder: 'forge-vendor',
    buys: false,
    contact_email: 'shop@forge.example.com',
  },
  { id: 'org_demo_anvil', name: 'Anvil', founder: 'anvil-vendor', buys: true, contact_email: null },
] as const;

/** Who belongs where beyond founders and personal organizations. */
export const demoMembers = [
  {
    org: 'org_demo_acme',
    principal: 'acme-admin',
    role: 'admin',
    invitedBy: 'acme-owner',
    joined: '2026-01-06T09:00:00Z',
  },
  {
    org: 'org_demo_acme',
    principal: 'acme-developer',
    role: 'developer',
    invitedBy: 'acme-owner',
    joined: '2026-01-07T09:00:00Z',
  },
  {
    org: 'org_demo_acme',
    principal: 'acme-billing',
    role: 'billing',
    invitedBy: 'acme-admin',
    joined: '2026-01-08T09:00:00Z',
  },
  {
    org: 'org_demo_acme',
    principal: 'acme-viewer',
    role: 'viewer',
    invitedBy: 'acme-admin',
    joined: '2026-01-09T09:00:00Z',
  },
  {
    org: 'org_demo_globex',
    principal: 'acme-developer',
    role: 'viewer',
    invitedBy: 'globex-owner',
    joined: '2026-02-02T09:00:00Z',
  },
] as const;
