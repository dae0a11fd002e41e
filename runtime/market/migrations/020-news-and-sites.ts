import type { Knex } from 'knex';
import { protect } from './protect.js';

/**
 * The sites that the platform runs, its news with all that hangs on them, and how often its pages were looked at. Closed to
 * calls: pages show the news, staff keep the list of sites on the command line, and staff tools read beyond any tenant.
 */
export const newsAndSites = {
  name: 'market-020-news-and-sites',
  async up(db: Knex): Promise<void> {
    await db.raw(SITES);
    await db.raw(NEWS);
    await db.raw(protect('site', 'page_view', 'category', 'media', 'post', 'post_comment', 'tag', 'post_tag'));
  },
};

/** `page_view` counts by UTC day and says nothing of who looked, nor of what. */
const SITES = `
create table site (
  id text primary key check (id ~ '^sit_[a-z0-9_]{1,40}$'),
  name text not null check (length(name) between 1 and 80),
  domain text not null unique check (domain ~ '^[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+$'),
  type text not null check (length(type) between 1 and 40),
  created_at timestamptz not null default now()
);

create table page_view (
  day date primary key,
  views bigint not null check (views > 0)
);
`;

/** A post that is published has a moment since when it is; an archived one may have had one. */
const NEWS = `
create table category (
  id integer generated always as identity primary key,
  name text not null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table media (
  id integer generated always as identity primary key,
  file_name text not null unique check (file_name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  mime_type text not null check (mime_type in ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp')),
  content bytea not null,
  size_bytes integer not null generated always as (octet_length(content)) stored,
  alt text not null,
  created_at timestamptz not null default now()
);

create table post (
  id integer generated always as identity primary key,
  title text not null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  body text not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  author_id text references customer (id) on delete set null,
  category_id integer not null references category (id),
  media_id integer references media (id) on delete set null,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint post_published check (status <> 'published' or published_at is not null)
);
create index idx_post_status on post (status, published_at desc, id desc);
create index idx_post_author on post (author_id);
create index idx_post_category on post (category_id);

create table post_comment (
  id integer generated always as identity primary key,
  post_id integer not null references post (id) on delete cascade,
  author_id text references customer (id) on delete set null,
  body text not null,
  created_at timestamptz not null default now()
);
create index idx_post_comment_post on post_comment (post_id, created_at, id);

create table tag (
  id integer generated always as identity primary key,
  name text not null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table post_tag (
  post_id integer not null references post (id) on delete cascade,
  tag_id integer not null references tag (id) on delete cascade,
  primary key (post_id, tag_id)
);
create index idx_post_tag_tag on post_tag (tag_id);
`;
