import type { Knex } from 'knex';
import { demoEmail } from '../../../runtime/market/demo/people.js';

/** Who chooses: a principal, and the organization that its calls act in. */
interface Who {
  readonly as: string;
  readonly organization: string | null;
}

interface Thing {
  readonly table: string;
  readonly column?: string;
  /** Which of them are the caller's own. */
  readonly own: (query: Knex.QueryBuilder, who: Who) => void;
}

const ofOrganization: Thing['own'] = (query, { organization }) => void query.where({ organization_id: organization });

/** What steps are about: mostly what the caller could rightly mean. */
const things = {
  project: { table: 'project', own: ofOrganization },
  licence: { table: 'licence', own: ofOrganization },
  invoice: { table: 'invoice', own: ofOrganization },
  'payment method': { table: 'payment_method', own: ofOrganization },
  'billing address': { table: 'billing_address', own: ofOrganization },
  'webhook endpoint': { table: 'webhook_endpoint', own: ofOrganization },
  'received invite': { table: 'invite', own: (query, { as }) => void query.where({ email: demoEmail(as) }) },
  member: {
    table: 'customer',
    own: (query, { organization }) =>
      void query.whereRaw('id in (select customer_id from membership where organization_id = ?)', [organization]),
  },
  'own package': {
    table: 'package',
    own: (query, { organization }) =>
      void query.whereRaw('vendor_id in (select id from vendor where organization_id = ?)', [organization]),
  },
  'package on sale': {
    table: 'package',
    column: 'composer_name',
    own: (query, { organization }) =>
      void query
        .where({ status: 'enabled' })
        .whereRaw(
          "vendor_id in (select id from vendor where status = 'approved' and charges_enabled and organization_id <> ?)",
          [organization],
        ),
  },
  'package in the cart': {
    table: 'package',
    column: 'composer_name',
    own: (query, { organization }) =>
      void query.whereRaw('id in (select package_id from cart_line where organization_id = ?)', [organization]),
  },
} as const satisfies Readonly<Record<string, Thing>>;

/** An id or a name of one of the things. */
export type Choose = (thing: keyof typeof things) => Promise<string>;

/** Mostly what is the caller's own, one time in four anybody's. The second choice differs from the first. */
export function chooser(db: Knex, who: Who, [x, y]: readonly [number, number]): Choose {
  let turn = x;
  return async (name) => {
    const { table, column = 'id', own }: Thing = things[name];
    const rows: string[] = await db(table)
      .orderBy(column)
      .modify((query) => {
        if (turn % 4 !== 0) own(query, who);
      })
      .pluck(column);
    const chosen = rows[(turn >> 2) % Math.max(1, rows.length)];
    turn = y;
    return chosen ?? `${table}_none`;
  };
}
