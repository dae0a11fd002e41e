import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { notFound } from '../../web/page-error.js';
import { showPage } from '../../web/show-page.js';
import { shownMoment } from '../../web/shown-moment.js';
import { visitorOf } from '../../web/visitor.js';
import { findTopic, listPosts, type PostSummary, readPicture, readPost, type Topic, type TopicKind } from './posts.js';

const folder = new URL('./views/', import.meta.url);

/** Posts on a page of the list. */
const shown = 10;

/** What a picture may do by itself, should somebody open it alone: nothing. */
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** `GET /news?category=…&tag=…&page=…`: what is new, for everybody. */
export function showNews(kernel: Kernel, knex: Knex): Stage {
  return async (exchange) => {
    const topic = await topicOf(knex, exchange);
    const page = pageOf(exchange);
    const posts = await listPosts(knex, { topic, limit: shown, offset: (page - 1) * shown });
    if (posts.length === 0 && page > 1) throw notFound();
    const title = topic === null ? 'News' : `News: ${topic[1].name}`;
    const at = (number: number) => pathOf(topic, number);
    const visitor = await visitorOf(kernel, exchange);
    await showPage(
      kernel,
      exchange,
      { view: 'news', folder, title, visitor },
      {
        posts: posts.slice(0, shown).map(toEntry),
        all: topic !== null,
        newer: page > 1 ? at(page - 1) : null,
        older: posts.length > shown ? at(page + 1) : null,
      },
    );
  };
}

/** `GET /news/<slug>`: a post, and what was said to it. */
export function showPost(kernel: Kernel, knex: Knex): Stage {
  return async (exchange) => {
    const { slug } = exchange.params as { readonly slug: string };
    const post = await readPost(knex, slug);
    if (post === null) throw notFound();
    const visitor = await visitorOf(kernel, exchange);
    await showPage(
      kernel,
      exchange,
      { view: 'post', folder, title: post.title, visitor },
      {
        ...toEntry(post),
        paragraphs: paragraphsOf(post.body),
        picture: post.picture && { path: `/news/media/${post.picture.file}`, alt: post.picture.alt },
        tags: post.tags.map(({ slug: tag, name }) => ({ path: `/news?tag=${tag}`, name })),
        said: post.said.map(({ author, body, at }) => ({
          author: author ?? gone,
          at: shownMoment(at),
          paragraphs: paragraphsOf(body),
        })),
      },
    );
  };
}

/** `GET /news/media/<file>`: a picture of a post. */
export function sendPicture(knex: Knex): Stage {
  return async (exchange) => {
    const { file } = exchange.params as { readonly file: string };
    const picture = await readPicture(knex, file);
    if (picture === null) throw notFound();
    exchange.set({ 'Content-Security-Policy': picturePolicy, 'Cache-Control': 'public, no-cache' });
    exchange.status = 200;
    exchange.type = picture.mime_type;
    exchange.etag = createHash('sha256').update(picture.content).digest('base64url');
    if (exchange.fresh) exchange.status = 304;
    else exchange.body = picture.content;
  };
}

const gone = 'Somebody who has left';

async function topicOf(knex: Knex, exchange: Exchange): Promise<readonly [TopicKind, Topic] | null> {
  for (const kind of ['category', 'tag'] as const) {
    const slug = exchange.query[kind];
    if (slug === undefined) continue;
    const topic = typeof slug === 'string' ? await findTopic(knex, kind, slug) : null;
    if (topic === null) throw notFound();
    return [kind, topic];
  }
  return null;
}

function pageOf({ query: { page = '1' } }: Exchange): number {
  if (typeof page !== 'string' || !/^[1-9][0-9]{0,5}$/.test(page)) throw notFound();
  return Number(page);
}

function pathOf(topic: readonly [TopicKind, Topic] | null, page: number): string {
  const query = new URLSearchParams({
    ...(topic && { [topic[0]]: topic[1].slug }),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size === 0 ? '/news' : `/news?${query}`;
}

function toEntry({ title, slug, body, author, category, published_at, comments }: PostSummary) {
  return {
    title,
    path: `/news/${slug}`,
    first: paragraphsOf(body)[0] ?? '',
    author: author ?? gone,
    category: { path: `/news?category=${category.slug}`, name: category.name },
    at: shownMoment(published_at),
    comments: comments === 1 ? '1 comment' : `${comments} comments`,
  };
}

function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
}
