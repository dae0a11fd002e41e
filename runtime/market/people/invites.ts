import type { Knex } from 'knex';
import type { InviteStatus, ReceivedInvite, Role, SentInvite } from '../../../generated/types/marketplace.js';

export interface InviteRow {
  readonly id: string;
  readonly organization_id: string;
  readonly email: string;
  readonly role: Role;
  readonly status: InviteStatus;
  readonly note: string | null;
  readonly invited_by: string | null;
  readonly invited_by_name: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

export interface ReceivedInviteRow extends InviteRow {
  readonly org_name: string;
}

const DAYS_TO_ANSWER = 7;

/** The last moment to accept an invite that is sent, or renewed, now. */
export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + DAYS_TO_ANSWER * 24 * 60 * 60 * 1000);
}

/** Invites addressed to a person's e-mail address, whoever's organization is active; `i` is the invite. */
export function invitesTo(db: Knex, customerId: string): Knex.QueryBuilder<object, ReceivedInviteRow[]> {
  return db({ i: 'invite' })
    .joinRaw('join customer c on lower(c.email) = lower(i.email)')
    .leftJoin({ o: 'organization' }, 'o.id', 'i.organization_id')
    .where('c.id', customerId)
    .select('i.*', { org_name: 'o.name' });
}

/** What waits for a person's answer, the newest first. Expired ones stay until declined or renewed. */
export async function receivedInvites(db: Knex, customerId: string, now: Date): Promise<ReceivedInvite[]> {
  const rows = await invitesTo(db, customerId)
    .where('i.status', 'pending')
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id');
  return rows.map((row) => ({
    invite_id: row.id,
    org_id: row.organization_id,
    org_name: row.org_name,
    role: row.role,
    invited_by: row.invited_by_name,
    note: row.note,
    expires_at: row.expires_at.toISOString(),
    expired: row.expires_at <= now,
  }));
}

/** What an organization has sent and nobody has answered, the newest first. */
export async function sentInvites(db: Knex, organizationId: string, now: Date): Promise<SentInvite[]> {
  const rows = await db<InviteRow>('invite')
    .where({ organization_id: organizationId, status: 'pending' })
    .orderBy('created_at', 'desc')
    .orderBy('id');
  return rows.map((row) => toSentInvite(row, now));
}

export function toSentInvite(row: InviteRow, now: Date): SentInvite {
  return {
    invite_id: row.id,
    email: row.email,
    role: row.role,
    status: row.status,
    expires_at: row.expires_at.toISOString(),
    expired: row.expires_at <= now,
    note: row.note,
    created_at: row.created_at.toISOString(),
  };
}
