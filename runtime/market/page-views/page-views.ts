import type { Knex } from 'knex';
import type { Host } from '../../host.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { createBatchQueue } from '../../store/batch-queue.js';
import { dayOf } from '../moment.js';

export interface PageViews {
  /** Counts what is answered behind it. */
  readonly stage: Stage;
  /** Writes out what has been counted. */
  close(): Promise<void>;
}

export interface PageViewsOptions {
  /** As the tables' owner: whoever looks at a page need not be known. */
  readonly knex: Knex;
  readonly now: () => Date;
  readonly onError: (error: Error) => void;
}

const RETRY_AFTER_MS = 1_000;

/**
 * Counts the pages that are served, by UTC day, in batches behind the answers. What is kept is a number a day, to which every
 * process adds: neither which page it was nor who looked at it.
 */
export function createPageViews({ knex, now, onError }: PageViewsOptions): PageViews {
  const queue = createBatchQueue<string>({
    write: (days) => addViews(knex, days),
    what: 'page views',
    waitsFor: 'the database',
    onError,
    firstRetryMs: RETRY_AFTER_MS,
    lastRetryMs: RETRY_AFTER_MS,
  });
  return {
    async stage(exchange, next) {
      await next();
      if (isPage(exchange)) queue.add(dayOf(now()));
    },
    close: () => queue.close(),
  };
}

/** How many pages were served on the UTC days from `first` on, today's included. For a handle beyond any tenant. */
export async function viewsSince(db: Knex, first: Date): Promise<number> {
  const row = await db('page_view').where('day', '>=', dayOf(first)).sum({ views: 'views' }).first();
  return Number(row?.views ?? 0);
}

/** A page that was shown: no redirect, no refusal, no file, and nothing that a browser had already. */
function isPage({ method, status, response }: Exchange): boolean {
  return method === 'GET' && status === 200 && response.is('html') === 'html';
}

/** One addition a day, in the order of the days, so that two processes never wait for each other. */
async function addViews(knex: Knex, days: readonly string[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const rows = [...counts].map(([day, views]) => ({ day, views })).sort((a, b) => (a.day < b.day ? -1 : 1));
  await knex('page_view')
    .insert(rows)
    .onConflict('day')
    .merge({ views: knex.raw('page_view.views + excluded.views') });
}

/** A store that is closed once the views are written, which its connections are needed for. */
export function withPageViews<Store extends Host['store']>(store: Store, views: PageViews): Store {
  return {
    ...store,
    async close() {
      await views.close();
      await store.close();
    },
  };
}
