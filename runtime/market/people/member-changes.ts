import type { Knex } from 'knex';
import { type DeclaredFailure, failure } from 'toolwright/runtime';
import type { Member, Role, SentInvite } from '../../../generated/types/marketplace.js';
import { newId } from '../ids.js';
import { sendMail } from '../mail/send-mail.js';
import { inviteMail } from './invite-mail.js';
import { type InviteRow, inviteExpiry, toSentInvite } from './invites.js';
import { membersOf, toMember } from './members.js';
import { isLastOwner } from './organizations.js';

/** Who changes the members of which organization; its row is locked. */
export interface Acting {
  readonly db: Knex;
  readonly org: string;
  readonly customer: string;
  /** Only owners may invite, change or remove owners. */
  readonly owner: boolean;
  /** Whether whoever acts may all that somebody of the role may: nobody gives away more than they have. */
  readonly covers: (role: Role) => boolean;
  /** Where the marketplace is served: what mails lead to. */
  readonly address: string;
  readonly now: Date;
}

/** Whom to invite as what. */
export interface Invitation {
  readonly email: string;
  readonly role: Role;
  readonly note?: string;
}

type Refused<Code extends string> = DeclaredFailure<Code, Record<string, never>>;

/**
 * Sends an invite, or renews the one that waits for the same address: its role, note and expiry are the new ones. Either
 * way the person gets one mail.
 */
export async function invite(
  acting: Acting,
  invitation: Invitation,
): Promise<SentInvite | Refused<'ALREADY_MEMBER' | 'OWNERS_ONLY'>> {
  const { db, org, customer, now } = acting;
  const member = await membersOf(db, org).whereRaw('lower(c.email) = lower(?)', [invitation.email]).first();
  if (member !== undefined) return failure('ALREADY_MEMBER');
  const waiting = await db<InviteRow>('invite')
    .where({ organization_id: org, status: 'pending' })
    .whereRaw('lower(email) = lower(?)', [invitation.email])
    .first();
  if (!acting.owner && (invitation.role === 'owner' || waiting?.role === 'owner')) return failure('OWNERS_ONLY');
  if (!acting.covers(invitation.role)) return failure('OWNERS_ONLY');

  const inviter: { name: string } = await db('customer').where({ id: customer }).first('name');
  const terms = {
    role: invitation.role,
    note: invitation.note ?? null,
    invited_by: customer,
    invited_by_name: inviter.name,
    expires_at: inviteExpiry(now),
  };
  const [row] =
    waiting === undefined
      ? await db<InviteRow>('invite')
          .insert({ id: newId('inv'), organization_id: org, email: invitation.email, created_at: now, ...terms })
          .returning('*')
      : await db<InviteRow>('invite').where({ id: waiting.id }).update(terms).returning('*');
  const organization: { name: string } = await db('organization').where({ id: org }).first('name');
  const letter = { invite: row as InviteRow, organization: organization.name, address: acting.address, now };
  await sendMail(db, inviteMail(letter));
  return toSentInvite(row as InviteRow, now);
}

export async function revokeInvite(
  acting: Acting,
  id: string,
): Promise<
  | SentInvite
  | Refused<'INVITE_NOT_FOUND' | 'OWNERS_ONLY'>
  | DeclaredFailure<'INVITE_ANSWERED', { status: SentInvite['status'] }>
> {
  const { db, org, now } = acting;
  const row = await db<InviteRow>('invite').where({ id, organization_id: org }).forNoKeyUpdate().first();
  if (row === undefined) return failure('INVITE_NOT_FOUND');
  if (row.status !== 'pending') return failure('INVITE_ANSWERED', { status: row.status });
  if (row.role === 'owner' && !acting.owner) return failure('OWNERS_ONLY');
  await db('invite').where({ id }).update({ status: 'revoked', answered_at: now });
  return toSentInvite({ ...row, status: 'revoked' }, now);
}

export async function removeMember(
  acting: Acting,
  customerId: string,
): Promise<Member | Refused<'MEMBER_NOT_FOUND' | 'OWNERS_ONLY' | 'LAST_OWNER'>> {
  const { db, org } = acting;
  const member = await membersOf(db, org).where('c.id', customerId).first();
  if (member === undefined) return failure('MEMBER_NOT_FOUND');
  if (member.role === 'owner' && !acting.owner) return failure('OWNERS_ONLY');
  if (await isLastOwner(db, org, customerId)) return failure('LAST_OWNER');
  await db('membership').where({ organization_id: org, customer_id: customerId }).delete();
  return toMember(member);
}

export async function changeRole(
  acting: Acting,
  customerId: string,
  role: Role,
): Promise<Member | Refused<'MEMBER_NOT_FOUND' | 'OWNERS_ONLY' | 'LAST_OWNER'>> {
  const { db, org } = acting;
  const member = await membersOf(db, org).where('c.id', customerId).first();
  if (member === undefined) return failure('MEMBER_NOT_FOUND');
  if (!acting.owner && (member.role === 'owner' || role === 'owner')) return failure('OWNERS_ONLY');
  if (!acting.covers(role)) return failure('OWNERS_ONLY');
  if (role !== 'owner' && (await isLastOwner(db, org, customerId))) return failure('LAST_OWNER');
  await db('membership').where({ organization_id: org, customer_id: customerId }).update({ role });
  return toMember({ ...member, role });
}
