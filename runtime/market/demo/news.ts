import type { Knex } from 'knex';
import { demoCustomerId, signedUp } from './people.js';
import { demoPictures } from './pictures.js';
import { demoComments, demoPosts } from './posts.js';
import { seedPageViews, seedSites } from './sites.js';

const categories = { announcements: 'Announcements', product: 'Product', vendors: 'Vendors', operations: 'Operations' };

const tags = {
  marketplace: 'Marketplace',
  vendors: 'Vendors',
  security: 'Security',
  composer: 'Composer',
  payments: 'Payments',
  search: 'Search',
  agents: 'Agents',
  status: 'Status',
};

/** The news, the sites and the pages that were looked at: into a database that has never had a post. */
export async function seedNews(db: Knex, now: Date): Promise<void> {
  if ((await db('post').first('id')) !== undefined) return;
  await seedSites(db);
  await seedPageViews(db, now);
  const categoryIds = await insertNamed(db, 'category', categories);
  const tagIds = await insertNamed(db, 'tag', tags);
  const pictures: { id: number; file_name: string }[] = await db('media')
    .insert(demoPictures.map((picture) => ({ ...picture, mime_type: 'image/svg+xml', created_at: signedUp })))
    .returning(['id', 'file_name']);
  const pictureIds = new Map(pictures.map(({ file_name, id }) => [file_name, id]));
  const posts: { id: number; slug: string }[] = await db('post')
    .insert(
      demoPosts.map(({ by, category, tags: _, media, at, ...post }) => ({
        ...post,
        author_id: demoCustomerId(by),
        category_id: categoryIds.get(category),
        media_id: media === null ? null : pictureIds.get(media),
        published_at: at,
        created_at: at ?? signedUp,
        updated_at: at ?? signedUp,
      })),
    )
    .returning(['id', 'slug']);
  const postIds = new Map(posts.map(({ slug, id }) => [slug, id]));
  await db('post_tag').insert(
    demoPosts.flatMap(({ slug, tags }) => tags.map((tag) => ({ post_id: postIds.get(slug), tag_id: tagIds.get(tag) }))),
  );
  await db('post_comment').insert(
    demoComments.map(({ post, by, at, body }) => ({
      post_id: postIds.get(post),
      author_id: demoCustomerId(by),
      body,
      created_at: at,
    })),
  );
}

/** Rows of a slug and a name each; the ids by slug. */
async function insertNamed(
  db: Knex,
  table: 'category' | 'tag',
  names: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, number>> {
  const rows: { id: number; slug: string }[] = await db(table)
    .insert(Object.entries(names).map(([slug, name]) => ({ slug, name })))
    .returning(['id', 'slug']);
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}
