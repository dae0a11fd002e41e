import { expect } from 'vitest';
import { each, number, type Printed, text } from './printed.js';

/** "System Tools": `list_sites`, `list_routes`, `get_stats`. */
export const systemExamples: readonly Printed[] = [
  {
    title: 'list_sites: Example Request, Success Response',
    as: 'staff',
    tool: 'list_sites',
    arguments: {},
    status: 200,
    body: each(
      { name: text, domain: text, type: text },
      { name: 'BioHost', domain: 'link.host.uk.com', type: 'WordPress' },
      { name: 'SocialHost', domain: 'social.host.uk.com', type: 'Laravel' },
      { name: 'AnalyticsHost', domain: 'analytics.host.uk.com', type: 'Node.js' },
    ),
    noun: 'sites',
  },
  {
    title: 'list_routes: Example Request, Success Response',
    as: 'staff',
    tool: 'list_routes',
    arguments: {},
    status: 200,
    body: each({ uri: expect.stringMatching(/^\//), methods: each(expect.stringMatching(/^[A-Z]+$/)), name: text }),
    noun: 'routes',
  },
  {
    title: 'get_stats: Example Request, Success Response',
    as: 'staff',
    tool: 'get_stats',
    arguments: {},
    status: 200,
    body: {
      total_sites: number,
      active_users: number,
      page_views_30d: number,
      server_load: expect.stringMatching(/^\d+%$/),
    },
  },
];
