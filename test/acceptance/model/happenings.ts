import type { World } from './world.js';

/** Something that happens beside the calls; answers what has come of it, or null where there was nothing to happen to. */
interface Happening {
  readonly weight: number;
  readonly happen: (world: World, x: number) => Promise<string | null>;
}

export const happenings: Readonly<Record<string, Happening>> = {
  event: {
    weight: 14,
    async happen({ double }, x) {
      const pending = await double.events.pending();
      const at = x % Math.max(1, pending.length);
      const event = pending[at];
      if (event === undefined) return null;
      await double.events.deliver(event.id);
      return at === 0 ? 'in its turn' : 'before its turn';
    },
  },
  'event again': {
    weight: 5,
    async happen({ market, double }, x) {
      const had: string[] = await market.db('stripe_event').orderBy('id').pluck('id');
      const again = had[x % Math.max(1, had.length)];
      if (again === undefined) return null;
      await double.events.deliver(again);
      return 'taken';
    },
  },
  'events backwards': {
    weight: 3,
    happen: (world) => sendBackwards(world),
  },
  'all events': {
    weight: 3,
    async happen(world) {
      await settle(world);
      return 'taken';
    },
  },
  refund: { weight: 3, happen: (world, x) => refund(world, x, ['pending', 'paid']) },
  'refund of a part': {
    weight: 2,
    happen: (world, x) => refund(world, x, ['pending', 'paid'], { amount: (x % 500) + 1 }),
  },
  'refund told before the payment': {
    weight: 3,
    async happen(world, x) {
      const refunded = await refund(world, x, ['pending']);
      await sendBackwards(world);
      return refunded;
    },
  },
};

/** Of an order that Stripe has charged, told or not. What has been given back already, it refuses to give back again. */
async function refund(
  { market, stripe }: World,
  x: number,
  statuses: readonly ('pending' | 'paid')[],
  part: { readonly amount?: number } = {},
): Promise<string | null> {
  const paid: string[] = await market
    .db('customer_order')
    .whereIn('status', statuses)
    .whereNotNull('payment_intent_id')
    .orderBy('id')
    .pluck('payment_intent_id');
  const intent = paid[x % Math.max(1, paid.length)];
  if (intent === undefined) return null;
  return stripe.refunds.create({ payment_intent: intent, ...part }).then(
    () => 'given',
    () => 'refused',
  );
}

/** Sends all that is held, the newest first. */
async function sendBackwards({ double }: World): Promise<string | null> {
  const pending = await double.events.pending();
  for (const { id } of pending.toReversed()) await double.events.deliver(id);
  return pending.length === 0 ? null : 'taken';
}

/** Sends all that is held, and goes on holding. */
export async function settle({ double }: World): Promise<void> {
  double.events.release();
  await double.events.settle();
  double.events.hold();
}
