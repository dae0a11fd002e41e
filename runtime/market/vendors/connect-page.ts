import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import { heldPrivileges } from '../../call/held-privileges.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { notFound, PageError } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { seeOther } from '../../web/sign-in.js';
import { type Visitor, visitorOf } from '../../web/visitor.js';
import { applyAccount, connectPages, createAccountLink } from '../payments/connect.js';
import type { VendorPages } from './vendor-pages.js';
import { readVendor, type VendorRow } from './vendors.js';

const folder = new URL('./views/', import.meta.url);

/** `GET /account/vendors/<id>/connect`: people come back from Stripe, and see how far the onboarding is by Stripe's word. */
export function showConnect(kernel: Kernel, app: VendorPages): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return askToSignIn(exchange);
    const known = await vendorFor(kernel, app.knex, visitor, exchange);
    if (known.stripe_account_id === null) throw notFound();
    const account = await app.stripe.accounts.retrieve(known.stripe_account_id);
    await applyAccount(app.knex, account);
    const vendor = await readVendor(app.knex, known.organization_id, known.id);
    const page = { view: 'connect', folder, title: `How ${vendor.name} is paid`, visitor };
    await showPage(kernel, exchange, page, {
      vendor: vendor.name,
      ready: vendor.charges_enabled,
      payouts: vendor.payouts_enabled,
      requirements: vendor.requirements.map((name) => name.replace(/[._]/g, ' ')),
      onward: `${exchange.path}/continue`,
    });
  };
}

/**
 * `GET /account/vendors/<id>/connect/continue`: to Stripe, by a new link: the one before has been used or has expired.
 * Stripe itself sends people here, so it takes no form: https://docs.stripe.com/api/account_links/create.
 */
export function continueConnect(kernel: Kernel, app: VendorPages): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return askToSignIn(exchange);
    const vendor = await vendorFor(kernel, app.knex, visitor, exchange);
    if (vendor.stripe_account_id === null || vendor.status === 'rejected') throw notFound();
    const pages = connectPages(app.address(), vendor.id);
    const link = await createAccountLink(app.stripe, vendor.stripe_account_id, pages);
    seeOther(exchange, link.url);
  };
}

/** The vendor of the address, for people who may set up how it is paid in its organization, whichever they work in now. */
async function vendorFor(kernel: Kernel, db: Knex, { principal }: Visitor, exchange: Exchange): Promise<VendorRow> {
  const id = exchange.path.split('/')[3] ?? '';
  const found = await db('vendor').where({ id }).first('organization_id');
  const standing = principal.standings.find(({ contexts }) => contexts.org === found?.organization_id);
  if (found === undefined || standing === undefined) throw notFound();
  if (!heldPrivileges(kernel.server, standing).has('marketplace:vendor:connect')) {
    throw new PageError(
      403,
      'This is for owners and admins',
      'They alone set up how a vendor is paid. Ask one of them.',
    );
  }
  return readVendor(db, found.organization_id, id);
}

function askToSignIn(exchange: Exchange): void {
  seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
}
