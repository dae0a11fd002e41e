import type { Knex } from 'knex';
import { sendMail } from '../mail/send-mail.js';
import type { Witness } from '../witness.js';

export interface ModeratedVendor {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly organization_id: string;
  readonly status: 'pending' | 'approved' | 'rejected';
  readonly profile: string;
  readonly website: string | null;
  readonly packages: number;
  readonly moderation_note: string | null;
  readonly created_at: Date;
}

export interface Moderation {
  readonly status: 'approved' | 'rejected';
  /** A word to the vendor; null for none. */
  readonly note: string | null;
  /** Who of the staff; null where it is whoever has the command line. */
  readonly by: string | null;
  readonly now: Date;
  /** The audit's row of it, written with it. */
  readonly witness: Witness;
}

/** Characters of a note. */
export const longestNote = 1_000;

/** Those that wait come first, then the latest. As the tables' owner. */
export async function vendorsToModerate(db: Knex, limit: number): Promise<readonly ModeratedVendor[]> {
  return vendors(db).orderByRaw(`v.status <> 'pending', v.created_at desc, v.id`).limit(limit);
}

/** By id, or by a name that only one of those not rejected has. Null where there is none. */
export async function findModerated(db: Knex, idOrName: string): Promise<ModeratedVendor | null> {
  const found = await vendors(db)
    .where('v.id', idOrName)
    .orWhereRaw('lower(v.name) = lower(?)', [idOrName])
    .orderByRaw(`v.id <> ?, v.status = 'rejected', v.created_at desc`, [idOrName])
    .first();
  return found ?? null;
}

/**
 * Decides on a vendor, in force in every process once it commits, and tells its organization's owners. `name_taken`: the
 * name of a rejected one has become another's in the meantime.
 */
export async function moderateVendor(
  db: Knex,
  id: string,
  moderation: Moderation,
): Promise<'decided' | 'was_so' | 'name_taken'> {
  const { status, note, by, now, witness } = moderation;
  try {
    return await db.transaction(async (transaction) => {
      const before = await transaction('vendor').where({ id }).forUpdate().first('name', 'status', 'moderation_note');
      if (before.status === status && before.moderation_note === note) {
        await witness(transaction);
        return 'was_so';
      }
      const decided = { status, moderation_note: note, moderated_at: now, moderated_by: by };
      await transaction('vendor')
        .where({ id })
        .update({ ...decided, updated_at: now, row_version: transaction.raw('row_version + 1') });
      await tellOwners(transaction, { id, name: before.name }, moderation);
      await witness(transaction);
      return 'decided';
    });
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'vendor_name') return 'name_taken';
    throw error;
  }
}

async function tellOwners(
  db: Knex,
  vendor: { readonly id: string; readonly name: string },
  { status, note, now }: Moderation,
): Promise<void> {
  const owners: { email: string }[] = await db({ v: 'vendor' })
    .join({ m: 'membership' }, 'm.organization_id', 'v.organization_id')
    .join({ c: 'customer' }, 'c.id', 'm.customer_id')
    .where({ 'v.id': vendor.id, 'm.role': 'owner', 'c.disabled_at': null })
    .select('c.email');
  const subject = status === 'approved' ? `${vendor.name} may sell now` : `${vendor.name} was not approved`;
  const next =
    status === 'approved'
      ? 'Its enabled packages can be bought from now on.'
      : 'Its packages are not sold. It may apply again.';
  const text = [`${subject}.`, next, ...(note === null ? [] : [note])].join('\n\n');
  for (const { email } of owners) await sendMail(db, { to: email, subject, text, now });
}

function vendors(db: Knex): Knex.QueryBuilder<object, ModeratedVendor[]> {
  return db({ v: 'vendor' })
    .join({ o: 'organization' }, 'o.id', 'v.organization_id')
    .select(
      'v.id',
      'v.organization_id',
      'v.name',
      'v.status',
      'v.profile',
      'v.website',
      'v.moderation_note',
      'v.created_at',
      {
        organization: 'o.name',
        packages: db.raw('(select count(*)::int from package where package.vendor_id = v.id)'),
      },
    );
}
