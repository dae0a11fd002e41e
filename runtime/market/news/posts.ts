import type { Knex } from 'knex';

/** A published post in a list. */
export interface PostSummary {
  readonly id: number;
  readonly title: string;
  readonly slug: string;
  readonly body: string;
  /** Null where the account is gone. */
  readonly author: string | null;
  readonly category: Topic;
  readonly published_at: Date;
  readonly comments: number;
}

/** A category, or a tag. */
export interface Topic {
  readonly slug: string;
  readonly name: string;
}

export interface Post extends PostSummary {
  readonly tags: readonly Topic[];
  readonly picture: { readonly file: string; readonly alt: string } | null;
  readonly said: readonly Comment[];
}

export interface Comment {
  readonly author: string | null;
  readonly body: string;
  readonly at: Date;
}

/** By which of their topics posts are asked for. */
export type TopicKind = 'category' | 'tag';

/** A topic by its slug; null for one of none. */
export async function findTopic(knex: Knex, kind: TopicKind, slug: string): Promise<Topic | null> {
  return (await knex(kind).where({ slug }).first('slug', 'name')) ?? null;
}

/** Published posts, the newest first, one more than `limit` where there are more. */
export async function listPosts(
  knex: Knex,
  {
    topic,
    limit,
    offset,
  }: { readonly topic: readonly [TopicKind, Topic] | null; readonly limit: number; readonly offset: number },
): Promise<readonly PostSummary[]> {
  const query = published(knex).orderBy([
    { column: 'p.published_at', order: 'desc' },
    { column: 'p.id', order: 'desc' },
  ]);
  if (topic?.[0] === 'category') query.where('k.slug', topic[1].slug);
  if (topic?.[0] === 'tag') {
    const tagged = knex({ pt: 'post_tag' }).join({ t: 'tag' }, 't.id', 'pt.tag_id').where('t.slug', topic[1].slug);
    query.whereIn('p.id', tagged.select('pt.post_id'));
  }
  const rows: SummaryRow[] = await query.limit(limit + 1).offset(offset);
  return rows.map(toSummary);
}

/** A published post with all that hangs on it; null where there is none, or it is not published. */
export async function readPost(knex: Knex, slug: string): Promise<Post | null> {
  const row: (SummaryRow & { file_name: string | null; alt: string | null }) | undefined = await published(knex)
    .leftJoin({ m: 'media' }, 'm.id', 'p.media_id')
    .select('m.file_name', 'm.alt')
    .where('p.slug', slug)
    .first();
  if (row === undefined) return null;
  const tags: Topic[] = await knex({ pt: 'post_tag' })
    .join({ t: 'tag' }, 't.id', 'pt.tag_id')
    .where('pt.post_id', row.id)
    .orderBy('t.name')
    .select('t.slug', 't.name');
  const said: Comment[] = await knex({ c: 'post_comment' })
    .leftJoin({ a: 'customer' }, 'a.id', 'c.author_id')
    .where('c.post_id', row.id)
    .orderBy(['c.created_at', 'c.id'])
    .select({ author: 'a.name', body: 'c.body', at: 'c.created_at' });
  const picture = row.file_name === null ? null : { file: row.file_name, alt: row.alt ?? '' };
  return { ...toSummary(row), tags, picture, said };
}

/** A picture of a published post; null for a file of none. */
export async function readPicture(
  knex: Knex,
  file: string,
): Promise<{ readonly mime_type: string; readonly content: Buffer } | null> {
  const shown = knex('post').where({ status: 'published' }).whereNotNull('media_id').select('media_id');
  return (await knex('media').where({ file_name: file }).whereIn('id', shown).first('mime_type', 'content')) ?? null;
}

interface SummaryRow extends Omit<PostSummary, 'category'> {
  readonly category_slug: string;
  readonly category_name: string;
}

function published(knex: Knex): Knex.QueryBuilder {
  return knex({ p: 'post' })
    .join({ k: 'category' }, 'k.id', 'p.category_id')
    .leftJoin({ a: 'customer' }, 'a.id', 'p.author_id')
    .where('p.status', 'published')
    .select('p.id', 'p.title', 'p.slug', 'p.body', 'p.published_at', {
      author: 'a.name',
      category_slug: 'k.slug',
      category_name: 'k.name',
      comments: knex('post_comment as c').whereRaw('c.post_id = p.id').select(knex.raw('count(*)::int')),
    });
}

function toSummary({ category_slug: slug, category_name: name, ...row }: SummaryRow): PostSummary {
  const { id, title, slug: own, body, author, published_at, comments } = row;
  return { id, title, slug: own, body, author, category: { slug, name }, published_at, comments };
}
