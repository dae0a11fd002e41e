import { Visit } from '../../web/visit.js';
import type { Market } from '../market.js';

/** A member of the platform's staff who makes roles and gives them, on the pages. */
export interface Staff {
  readonly visit: Visit;
  readonly token: string;
  /** Sends a form whose fields may come more than once. */
  send(path: string, fields: readonly (readonly [string, string])[]): Promise<Response>;
  /** The id of a new role for buyers. */
  make(title: string, privileges: readonly string[], audiences?: readonly string[]): Promise<string>;
  change(id: string, version: number, privileges: readonly string[], title?: string): Promise<Response>;
  /** To a member of Acme, unless another organization is named; '' takes it away. */
  give(principal: string, role: string, org?: string): Promise<Response>;
}

export const rolesPath = '/account/staff/roles';
export const privilege = (name: string) => ['privilege', `marketplace:${name}`] as const;

export async function openStaff(market: Market, principal = 'staff'): Promise<Staff> {
  const visit = new Visit(market.url);
  await visit.signIn(principal);
  const token = await visit.token('/account/');
  const send: Staff['send'] = (path, fields) =>
    visit.send(path, {
      method: 'POST',
      body: new URLSearchParams([['token', token], ...fields.map(([name, value]) => [name, value])] as [
        string,
        string,
      ][]),
    });
  return {
    visit,
    token,
    send,
    async make(title, privileges, audiences = ['buyer', 'vendor']) {
      const answer = await send(rolesPath, [
        ['title', title],
        ...audiences.map((audience) => ['audience', audience] as const),
        ...privileges.map(privilege),
      ]);
      if (answer.status !== 303) throw new Error(`${answer.status}: ${await answer.text()}`);
      return answer.headers.get('location')?.split('/').at(-1) ?? '';
    },
    change: (id, version, privileges, title = 'Changed') =>
      send(`${rolesPath}/${id}`, [['version', String(version)], ['title', title], ...privileges.map(privilege)]),
    give: (whom, role, org = 'org_demo_acme') =>
      send(`/account/staff/people/cus_demo_${whom.replaceAll('-', '_')}/role`, [
        ['org', org],
        ['role', role],
      ]),
  };
}
