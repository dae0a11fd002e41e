import { deliverAgain, deliverNext, type Sending } from './deliver.js';

const POLL_MS = 1_000;
const MAX_TRIES = 3;

/** How the double's events reach the server, and how a test takes that into its own hands. */
export interface Deliveries {
  /** Sends nothing by itself any more: events come late, and in the order in which a test sends them. */
  hold(): void;
  /** Goes on with whatever is pending, in the order in which it happened. */
  release(): void;
  /** From now on every event comes so many times. */
  repeat(times: number): void;
  /** Events that have not reached the server yet, oldest first. */
  pending(): Promise<readonly { readonly id: string; readonly type: string }[]>;
  /** Sends one event now, be it held or had already. Rejects with a sentence where the server does not take it. */
  deliver(eventId: string): Promise<void>;
  /**
   * Does all that is due by the clock, and resolves when nothing is pending but what is held. Rejects with a sentence where
   * the server does not take an event.
   */
  settle(): Promise<void>;
}

export interface DeliveryLoop extends Deliveries {
  /** There may be something to send. */
  wake(): void;
  close(): Promise<void>;
}

/** `work`: whether this process sends events by itself. `keepTime` does what is due by the clock. */
export function createDeliveries(sending: Sending, work: boolean, keepTime: () => Promise<void>): DeliveryLoop {
  let held = false;
  let times = 1;
  let closed = false;
  let woken = false;
  let running: Promise<unknown> = Promise.resolve();
  const timer = work ? setInterval(wake, POLL_MS).unref() : undefined;

  /** One after the other, in this process. */
  function queue<T>(run: () => Promise<T>): Promise<T> {
    const done = running.then(run);
    running = done.catch(() => {});
    return done;
  }

  function wake(): void {
    if (!work || woken || closed) return;
    woken = true;
    queue(async () => {
      woken = false;
      await keepTime();
      while (!closed && !held && sending.address() !== '' && (await deliverNext(sending, 'due', times)) !== null);
    }).catch((error) => {
      if (!closed) sending.log?.error({ err: error }, 'the Stripe double could not send its events and tries again');
    });
  }

  return {
    wake,
    hold() {
      held = true;
    },
    release() {
      held = false;
      wake();
    },
    repeat(count) {
      times = count;
    },
    pending: async () => {
      const { rows } = await sending.knex.raw(
        `select d.event_id as id, o.body->>'type' as type from stripe_double.delivery d
         join stripe_double.object o on o.id = d.event_id where d.delivered_at is null order by d.number`,
      );
      return rows;
    },
    deliver: (eventId) =>
      queue(async () => {
        const problem = await deliverAgain(sending, eventId);
        if (problem !== null) throw new Error(`Event ${eventId}: ${problem}.`);
      }),
    settle: () =>
      queue(async () => {
        await keepTime();
        for (let tries = 1; !held; ) {
          const ending = await deliverNext(sending, 'pending', times);
          if (ending === null) break;
          tries = ending.problem === null ? 1 : tries + 1;
          if (tries > MAX_TRIES) throw new Error(`Event ${ending.event} (${ending.type}): ${ending.problem}.`);
          if (ending.problem === null) await keepTime();
        }
      }),
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}
