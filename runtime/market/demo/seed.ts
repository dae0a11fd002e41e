import type { Knex } from 'knex';
import { hashPassword } from '../people/password.js';
import { replacePair } from '../projects/credentials.js';
import type { Vault } from '../vault.js';
import { seedBilling } from './billing.js';
import { demoPackages, demoProblems, demoUnpriced, demoVendors, demoVersions } from './catalogue.js';
import { seedGit } from './git.js';
import { seedGivenBack } from './given-back.js';
import { demoInvites, inviteTimes } from './invites.js';
import { seedKeys } from './keys.js';
import { seedLapsedLicence } from './licences.js';
import { seedNews } from './news.js';
import { demoCustomerId, demoEmail, demoMembers, demoOrganizations, demoPeople, signedUp } from './people.js';
import { seedPlans } from './plans.js';
import { demoOrders, demoProjects } from './purchases.js';
import { seedReleases } from './releases.js';
import { demoBilledTo, demoSplits, demoTax, mintedLicences, settledLines } from './settled.js';
import { seedStripe } from './stripe.js';
import { seedWebhooks } from './webhooks.js';

/**
 * Puts the demo data in, all or nothing; afterwards only the expiry of invites that still wait is moved ahead, so
 * that a demo database that somebody works in is never set back. What has come to the demo since goes into older ones too.
 */
export async function seedDemo(db: Knex, vault: Vault, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.raw(`select pg_advisory_xact_lock(hashtextextended('demo seed', 0))`);
    const seeded = await transaction('customer')
      .where({ id: demoCustomerId('staff') })
      .first('id');
    if (seeded === undefined) {
      await seedPeople(transaction);
      await seedCatalogue(transaction);
      await seedReleases(transaction);
      await seedProjects(transaction, vault);
      await seedBilling(transaction);
      await seedPurchases(transaction);
      await seedStripe(transaction, now);
      await seedPlans(transaction, now);
      await seedGivenBack(transaction);
      await seedWebhooks(transaction, vault, now);
      await seedLapsedLicence(transaction);
      await seedGit(transaction, vault, now);
      await seedInvites(transaction, now);
      await seedKeys(transaction);
    }
    await seedNews(transaction, now);
    await renewInvites(transaction, now);
  });
}

async function seedPeople(db: Knex): Promise<void> {
  const password_hash = await hashPassword('demo');
  await db('customer').insert(
    demoPeople.map(({ principal, name, staff }) => ({
      id: demoCustomerId(principal),
      email: demoEmail(principal),
      name,
      password_hash,
      platform_role: staff === true ? 'staff' : null,
      created_at: signedUp,
    })),
  );
  const personal = demoPeople.flatMap(({ principal, name, personal: id }) =>
    id === null ? [] : [{ id, name, founder: principal, buys: true, contact_email: null, personal: true }],
  );
  const organizations = [...demoOrganizations.map((row) => ({ ...row, personal: false })), ...personal];
  await db('organization').insert(
    organizations.map(({ founder, ...row }) => ({
      ...row,
      created_by: demoCustomerId(founder),
      created_at: signedUp,
      updated_at: signedUp,
    })),
  );
  await db('membership').insert([
    ...organizations.map(({ id, founder }) => ({
      organization_id: id,
      customer_id: demoCustomerId(founder),
      role: 'owner',
      invited_by: null,
      joined_at: signedUp,
    })),
    ...demoMembers.map(({ org, principal, role, invitedBy, joined }) => ({
      organization_id: org,
      customer_id: demoCustomerId(principal),
      role,
      invited_by: demoCustomerId(invitedBy),
      joined_at: joined,
    })),
  ]);
}

async function seedCatalogue(db: Knex): Promise<void> {
  await db('vendor').insert(demoVendors.map((row) => ({ ...row, created_at: signedUp, updated_at: signedUp })));
  await db('package').insert(
    demoPackages.map((row) => ({
      ...row,
      priced_at: demoUnpriced.includes(row.id) ? null : row.created_at,
      updated_at: row.created_at,
    })),
  );
  await db('package_version').insert([...demoVersions]);
  await db('package_problem').insert([...demoProblems]);
}

async function seedProjects(db: Knex, vault: Vault): Promise<void> {
  for (const { by, pair, ...row } of demoProjects) {
    await db('project').insert({ ...row, created_by: demoCustomerId(by), updated_at: row.created_at });
    if (pair) await replacePair(db, vault, row, new Date(row.created_at));
  }
}

async function seedPurchases(db: Knex): Promise<void> {
  await db('customer_order').insert(
    demoOrders.map(({ by, ...row }) => ({
      ...row,
      placed_by: demoCustomerId(by),
      status: 'paid',
      currency: 'GBP',
      paid_at: row.placed_at,
      ...demoTax,
      billing_address: demoBilledTo(row.organization_id),
    })),
  );
  await db('order_line').insert(settledLines());
  await db('vendor_split').insert(demoSplits());
  await db('invoice').insert(
    demoOrders.map(({ id, organization_id, number, total_minor, placed_at }) => ({
      id: id.replace('ord_', 'ivc_'),
      order_id: id,
      organization_id,
      number: `INV-${number}`,
      currency: 'GBP',
      total_minor,
      issued_at: placed_at,
    })),
  );
  await db('licence').insert(mintedLicences());
}

async function seedInvites(db: Knex, now: Date): Promise<void> {
  const nameOf = new Map(demoPeople.map(({ principal, name }) => [principal, name]));
  await db('invite').insert(
    demoInvites.map((invite) => ({
      id: invite.id,
      organization_id: invite.org,
      email: demoEmail(invite.to),
      role: invite.role,
      note: invite.note,
      invited_by: demoCustomerId(invite.by),
      invited_by_name: nameOf.get(invite.by),
      ...inviteTimes(invite, now),
    })),
  );
}

async function renewInvites(db: Knex, now: Date): Promise<void> {
  for (const invite of demoInvites.filter(({ expired }) => expired !== true)) {
    await db('invite')
      .where({ id: invite.id, status: 'pending' })
      .update({ expires_at: inviteTimes(invite, now).expires_at });
  }
}
