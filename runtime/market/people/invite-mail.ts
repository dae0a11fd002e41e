import type { Mail } from '../mail/send-mail.js';
import type { InviteRow } from './invites.js';

export interface InviteMail {
  readonly invite: InviteRow;
  readonly organization: string;
  /** Where the marketplace is served. */
  readonly address: string;
  readonly now: Date;
}

/** What an invited person is told: who invites, to what, as what, until when, and how to answer. */
export function inviteMail({ invite, organization, address, now }: InviteMail): Mail {
  const { id, email, role, note, invited_by_name: inviter, expires_at: until } = invite;
  // Names are strangers' words: they cannot break out of their line.
  const [who, where] = [inviter, organization].map((name) => name.replace(/\s+/g, ' ').trim());
  const day = until.toISOString();
  return {
    to: email,
    subject: `${who} invites you to ${where}`,
    text: [
      `${who} invites you to join the organization "${where}" as ${role}.`,
      ...(note === null ? [] : ['', `${who} writes:`, ...note.split(/\r\n|\r|\n/).map((line) => `> ${line}`)]),
      '',
      `The invite can be accepted until ${day.slice(0, 10)}, ${day.slice(11, 16)} UTC.`,
      '',
      'To accept or decline it, sign in with this e-mail address:',
      `${address}/account/`,
      `then have your assistant, connected to ${address}/mcp,`,
      `answer the invite ${id} (its tool is called respond_to_invite).`,
      '',
      'If you have no account yet, make one with this address first:',
      `${address}/account/sign-up?email=${encodeURIComponent(email)}`,
      '',
      'If you do not expect this, you need not do anything.',
    ].join('\n'),
    now,
  };
}
