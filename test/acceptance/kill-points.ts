import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';

/** What there is of one purchase. */
export interface Progress {
  readonly orders: number;
  /** Payments that Stripe has made, and those of them that their order knows. */
  readonly charges: number;
  readonly known: number;
  readonly licences: number;
  readonly attached: number;
  /** Shares that Stripe has sent to vendors. */
  readonly transfers: number;
}

/** Somewhere to stop: what is locked, and what then stands and which statement waits for it. */
export interface Stop {
  readonly lock: string;
  readonly standing: Partial<Progress>;
  readonly waiting: RegExp;
}

const table = (name: string) => `lock table ${name} in share row exclusive mode`;
const newest = `(select id from customer_order order by number::int desc limit 1)`;

const unordered: Stop = {
  lock: table('customer_order'),
  standing: { orders: 0 },
  waiting: /insert into "customer_order"/,
};
const uncharged: Stop = {
  lock: table('stripe_double.object'),
  standing: { orders: 1, charges: 0 },
  waiting: /stripe_double/,
};
const charged: Stop = {
  lock: `select from customer_order where id = ${newest} for no key update`,
  standing: { charges: 1, known: 0, licences: 0 },
  waiting: /update "customer_order"/,
};
const unanswered: Stop = {
  lock: table('toolwright.claim'),
  standing: { charges: 1, known: 1 },
  waiting: /answer_claim/,
};
const unminted: Stop = {
  lock: table('licence'),
  standing: { charges: 1, licences: 0 },
  waiting: /insert into "licence"/,
};
const unsent: Stop = {
  lock: table('vendor_split'),
  standing: { licences: 2, transfers: 1 },
  waiting: /update "vendor_split"/,
};
const unattached: Stop = {
  lock: "select from project where id = 'prj_demo_storefront' for no key update",
  standing: { licences: 2, attached: 0 },
  waiting: /"project"/,
};
const halfAttached: Stop = {
  lock: `select from licence where order_id = ${newest} and seat = 2 for no key update`,
  standing: { licences: 2, attached: 1 },
  waiting: /"licence"/,
};

/** Where a purchase is killed: it is led from stop to stop, and killed at the last. */
export const killPoints: Readonly<Record<string, readonly Stop[]>> = {
  'before there is an order': [unordered],
  'while Stripe is asked, which has not charged': [uncharged],
  'charged, of which the order knows nothing': [uncharged, charged],
  'charged, before the call is answered': [uncharged, charged, unanswered],
  'in the event that pays, before its licences': [unminted],
  'paid, while its vendor is sent its share': [unminted, unsent],
};

/** And where one that also installs. */
export const installKillPoints: typeof killPoints = {
  ...killPoints,
  'licences are minted, and none is attached': [unattached],
  'one licence of two is attached': [unattached, halfAttached],
};

/** Leads what runs from stop to stop: each is let go once the next one is locked. Resolves at the last, with how to let go. */
export async function lead(
  db: Knex,
  stops: readonly Stop[],
  progress: () => Promise<Progress>,
  begin: () => void,
): Promise<() => Promise<unknown>> {
  let release: () => PromiseLike<unknown> = async () => {};
  try {
    for (const [index, { lock, standing, waiting }] of stops.entries()) {
      const holder = await db.transaction();
      const before = release;
      release = () => holder.rollback();
      await holder.raw(lock).catch(async (error) => {
        await before();
        throw error;
      });
      await before();
      if (index === 0) begin();
      await stopped(db, { standing, waiting }, progress);
    }
    return async () => release();
  } catch (error) {
    await release();
    throw error;
  }
}

async function stopped(db: Knex, { standing, waiting }: Omit<Stop, 'lock'>, progress: () => Promise<Progress>) {
  for (let tries = 0; ; tries += 1) {
    const now = await progress();
    const waits: string[] = await db('pg_stat_activity')
      .whereRaw("datname = current_database() and wait_event_type = 'Lock'")
      .pluck('query');
    const stands = Object.entries(standing).every(([what, many]) => now[what as keyof Progress] === many);
    if (stands && waits.some((query) => waiting.test(query))) return;
    if (tries === 3_000) throw new Error(`It does not stop: ${JSON.stringify(now)}, waiting ${JSON.stringify(waits)}.`);
    await delay(20);
  }
}
