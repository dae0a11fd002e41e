import type { Knex } from 'knex';
import { signedUp } from './people.js';

/** Acme is billed in Britain, Globex in Germany; Acme's second address is not the one that orders take. */
const addresses = [
  {
    id: 'adr_demo_acme',
    organization_id: 'org_demo_acme',
    name: 'Acme Ltd',
    line1: '1 Foundry Lane',
    line2: null,
    city: 'Sheffield',
    region: null,
    postal_code: 'S1 2AB',
    country: 'GB',
    tax_id: 'GB123456789',
    is_default: true,
    created_at: signedUp,
  },
  {
    id: 'adr_demo_acme_paris',
    organization_id: 'org_demo_acme',
    name: 'Acme SARL',
    line1: '12 rue des Forges',
    line2: 'Bâtiment B',
    city: 'Paris',
    region: 'Île-de-France',
    postal_code: '75011',
    country: 'FR',
    tax_id: 'FR40303265045',
    is_default: false,
    created_at: new Date('2026-01-06T09:00:00Z'),
  },
  {
    id: 'adr_demo_globex',
    organization_id: 'org_demo_globex',
    name: 'Globex GmbH',
    line1: 'Lindenstraße 5',
    line2: null,
    city: 'Berlin',
    region: null,
    postal_code: '10969',
    country: 'DE',
    tax_id: 'DE123456789',
    is_default: true,
    created_at: signedUp,
  },
] as const;

const coupons = [
  { id: 'cpn_demo_welcome', code: 'WELCOME10', name: 'Welcome', percent_off: 10, created_at: signedUp },
  {
    id: 'cpn_demo_nearly',
    code: 'NEARLY48',
    name: 'Nearly all of 49',
    amount_off_minor: 4890,
    currency: 'GBP',
    created_at: signedUp,
  },
] as const;

/** What Globex has not come to buy yet: one of the two has been withdrawn since. */
const cart = { organization_id: 'org_demo_globex', coupon_id: 'cpn_demo_welcome', updated_at: signedUp };
const cartLines = ['pkg_demo_checkout', 'pkg_demo_import'].map((package_id, index) => ({
  organization_id: cart.organization_id,
  package_id,
  quantity: 1,
  added_at: new Date(signedUp.getTime() + index * 60_000),
}));

/** Where the demo's organizations are billed, a cart, and coupons: 10% off, and 48.90 pounds off. */
export async function seedBilling(db: Knex): Promise<void> {
  await db('billing_address').insert([...addresses]);
  await db('coupon').insert([...coupons]);
  await db('cart').insert(cart);
  await db('cart_line').insert(cartLines);
}
