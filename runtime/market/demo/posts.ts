/** The marketplace's news. Paragraphs stand apart by an empty line; the first two are the ones that examples speak of. */
export const demoPosts = [
  {
    title: 'First Post',
    slug: 'first-post',
    status: 'published',
    by: 'staff',
    category: 'announcements',
    tags: ['marketplace'],
    media: 'opening.svg',
    at: '2026-01-05T10:00:00Z',
    body: `The marketplace is open. Vendors put their Composer packages up, buyers take licences for them, and a project installs what it has a licence for.

Begin with a project: it gets a pair of credentials, and Composer asks for nothing else.`,
  },
  {
    title: 'Second Post',
    slug: 'second-post',
    status: 'published',
    by: 'staff',
    category: 'announcements',
    tags: ['marketplace', 'vendors'],
    media: null,
    at: '2026-01-12T10:00:00Z',
    body: `A week later the first vendors sell here. Forge brings Checkout Booster, and Globex offers Search Suite by the month.

Whoever wants to join them applies with a few sentences about themselves. A person reads each application.`,
  },
  {
    title: 'Credentials can be replaced in one step',
    slug: 'credentials-can-be-replaced',
    status: 'published',
    by: 'staff',
    category: 'product',
    tags: ['security', 'composer'],
    media: 'keys.svg',
    at: '2026-02-03T09:30:00Z',
    body: `When an auth.json has ended up where it should not be, a new pair takes the place of the old one at once. There is no moment at which both work, and none at which neither does.

Continuous integration needs the new pair too, so tell whoever looks after it before you press the button.`,
  },
  {
    title: 'How a vendor is paid',
    slug: 'how-a-vendor-is-paid',
    status: 'published',
    by: 'staff',
    category: 'vendors',
    tags: ['vendors', 'payments'],
    media: null,
    at: '2026-02-24T09:00:00Z',
    body: `An order may hold packages of several vendors. Each gets the share of its own lines, less our fee, and the shares add up to what was paid, to the cent.

A refund takes the shares back the same way.`,
  },
  {
    title: 'Search Suite, half a year on',
    slug: 'search-suite-half-a-year-on',
    status: 'published',
    by: 'globex-owner',
    category: 'vendors',
    tags: ['vendors', 'search'],
    media: 'search.svg',
    at: '2026-07-01T08:00:00Z',
    body: `We built Search Suite for our own shops and were not sure that anybody else would want it. Half a year on, most of what we change in it was asked for by somebody who pays for it.

The next release reads synonyms from a plain text file, which was the most frequent wish.`,
  },
  {
    title: 'Agents at the counter',
    slug: 'agents-at-the-counter',
    status: 'published',
    by: 'staff',
    category: 'product',
    tags: ['agents', 'security'],
    media: null,
    at: '2026-07-20T10:00:00Z',
    body: `More than half of the calls now come from programs that act for people. They see no more than the person who let them in, and what costs money waits until that person has agreed.

Each connection has a page of its own, on which everything it has done can be read.`,
  },
  {
    title: 'Load tests that tell what breaks first',
    slug: 'load-tests-that-tell-what-breaks-first',
    status: 'draft',
    by: 'anvil-vendor',
    category: 'vendors',
    tags: ['vendors'],
    media: null,
    at: null,
    body: `Hammer sends what your customers send, only more of it, and stops at the first thing that gives way. This is what we learnt when we turned it on ourselves.`,
  },
  {
    title: 'Maintenance on the first Sunday of August',
    slug: 'maintenance-in-august',
    status: 'archived',
    by: 'staff',
    category: 'operations',
    tags: ['status'],
    media: null,
    at: '2026-07-28T12:00:00Z',
    body: `The database moves to a larger machine between four and five in the morning, UTC. Installing goes on; buying does not.

It took eleven minutes.`,
  },
  {
    title: 'Invoices show the tax of your country',
    slug: 'invoices-show-the-tax-of-your-country',
    status: 'published',
    by: 'staff',
    category: 'product',
    tags: ['payments'],
    media: null,
    at: '2026-08-18T09:00:00Z',
    body: `The rate follows the country of the billing address, and the invoice calls the tax by the name that it has there. An organization without an address pays none, and its invoice says so.`,
  },
  {
    title: 'What we look at before a package goes up',
    slug: 'what-we-look-at',
    status: 'published',
    by: 'staff',
    category: 'vendors',
    tags: ['vendors', 'composer'],
    media: 'review.svg',
    at: '2026-09-08T09:00:00Z',
    body: `Every tag of a repository is read, and a release that Composer could not install is not offered. The vendor sees which tag it was and what was wrong with it.

We read the code of no package. Who wrote it, and who answers for it, stands on its page.`,
  },
  {
    title: 'Plans for small and large teams',
    slug: 'plans-for-small-and-large-teams',
    status: 'published',
    by: 'staff',
    category: 'announcements',
    tags: ['payments', 'marketplace'],
    media: null,
    at: '2026-10-12T09:00:00Z',
    body: `There are four plans, and they differ in how many calls a day they are good for. Whoever changes plan in the middle of a month pays for the days that are left, and gets the unused ones of the old plan back.`,
  },
  {
    title: 'A look back at the first year',
    slug: 'a-look-back',
    status: 'draft',
    by: 'staff',
    category: 'announcements',
    tags: ['marketplace'],
    media: null,
    at: null,
    body: `To be written in January, when there has been one.`,
  },
] as const;

/** By post, what the demo's people said to it. */
export const demoComments = [
  {
    post: 'first-post',
    by: 'acme-developer',
    at: '2026-01-15T11:20:00Z',
    body: 'Installed in five minutes. Thank you.',
  },
  { post: 'first-post', by: 'globex-owner', at: '2026-01-16T08:05:00Z', body: 'Good to be among the first vendors.' },
  {
    post: 'second-post',
    by: 'anvil-vendor',
    at: '2026-01-13T17:45:00Z',
    body: 'How long does it take until somebody has read an application?',
  },
  { post: 'second-post', by: 'staff', at: '2026-01-14T09:10:00Z', body: 'Two working days, mostly less.' },
  {
    post: 'credentials-can-be-replaced',
    by: 'acme-admin',
    at: '2026-02-04T10:00:00Z',
    body: 'We replaced ours on the day after a laptop was lost. Nobody noticed, which is what one wants.',
  },
  {
    post: 'search-suite-half-a-year-on',
    by: 'acme-owner',
    at: '2026-07-02T13:30:00Z',
    body: 'Synonyms at last. Does the file take several languages?',
  },
  {
    post: 'search-suite-half-a-year-on',
    by: 'globex-owner',
    at: '2026-07-02T15:00:00Z',
    body: 'One file a language, named after it.',
  },
  {
    post: 'agents-at-the-counter',
    by: 'acme-viewer',
    at: '2026-07-21T07:50:00Z',
    body: 'The page with everything that a connection has done is what convinced our auditors.',
  },
  {
    post: 'what-we-look-at',
    by: 'forge-vendor',
    at: '2026-09-09T16:15:00Z',
    body: 'A tag of ours was refused for a missing name. Fair enough.',
  },
] as const;
