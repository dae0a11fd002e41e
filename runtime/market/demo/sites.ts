import type { Knex } from 'knex';
import { signedUp } from './people.js';

const sites = [
  { id: 'sit_demo_bio', name: 'BioHost', domain: 'link.host.uk.com', type: 'WordPress' },
  { id: 'sit_demo_social', name: 'SocialHost', domain: 'social.host.uk.com', type: 'Laravel' },
  { id: 'sit_demo_analytics', name: 'AnalyticsHost', domain: 'analytics.host.uk.com', type: 'Node.js' },
  { id: 'sit_demo_market', name: 'Package marketplace', domain: 'market.host.uk.com', type: 'Node.js' },
  { id: 'sit_demo_status', name: 'StatusHost', domain: 'status.host.uk.com', type: 'Static' },
  { id: 'sit_demo_help', name: 'HelpHost', domain: 'help.host.uk.com', type: 'WordPress' },
] as const;

const DAYS = 30;

/** The sites of the platform, an hour apart: the oldest stand first. */
export async function seedSites(db: Knex): Promise<void> {
  await db('site').insert(
    sites.map((site, index) => ({ ...site, created_at: new Date(signedUp.getTime() + index * 3_600_000) })),
  );
}

/** Views of the days before this one, fewer at weekends. Nothing is said of today, which is counted. */
export async function seedPageViews(db: Knex, now: Date): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, index) => new Date(now.getTime() - (index + 1) * 86_400_000));
  await db('page_view').insert(
    days.map((day, index) => ({
      day: day.toISOString().slice(0, 10),
      views: ([0, 6].includes(day.getUTCDay()) ? 260 : 480) + ((index * 37) % 90),
    })),
  );
}
