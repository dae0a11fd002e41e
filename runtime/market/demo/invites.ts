import { inviteExpiry } from '../people/invites.js';

interface DemoInvite {
  readonly id: string;
  readonly org: string;
  readonly to: string;
  readonly role: string;
  readonly by: string;
  readonly note: string | null;
  readonly expired?: true;
}

/**
 * One that waits for the newcomer, one to the newcomer that has expired, one across two organizations, and one to
 * somebody who has become a member in the meantime.
 */
export const demoInvites: readonly DemoInvite[] = [
  {
    id: 'inv_demo_acme_newcomer',
    org: 'org_demo_acme',
    to: 'newcomer',
    role: 'developer',
    by: 'acme-owner',
    note: 'Welcome to the shop team',
  },
  {
    id: 'inv_demo_globex_newcomer',
    org: 'org_demo_globex',
    to: 'newcomer',
    role: 'viewer',
    by: 'globex-owner',
    note: null,
    expired: true,
  },
  {
    id: 'inv_demo_globex_viewer',
    org: 'org_demo_globex',
    to: 'acme-viewer',
    role: 'viewer',
    by: 'globex-owner',
    note: 'Have a look around',
  },
  {
    id: 'inv_demo_globex_developer',
    org: 'org_demo_globex',
    to: 'acme-developer',
    role: 'developer',
    by: 'globex-owner',
    note: null,
  },
];

const sent = new Date('2026-03-01T09:00:00Z');

/** Sent long ago; those that wait end seven days from `now`, so that the demo still has them next month. */
export function inviteTimes(invite: DemoInvite, now: Date): { readonly created_at: Date; readonly expires_at: Date } {
  return { created_at: sent, expires_at: inviteExpiry(invite.expired === true ? sent : now) };
}
