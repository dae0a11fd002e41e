import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { navigationOf } from './navigation.js';
import { view } from './view.js';
import type { Visitor } from './visitor.js';

/** What a page is made of, beside its own values. */
export interface Page {
  /** The name of its template. */
  readonly view: string;
  /** Where it stands, if it is an application's own. */
  readonly folder?: URL;
  readonly title: string;
  readonly visitor: Visitor | null;
  readonly status?: number;
  /** Whether it holds tables, which need the room that text does not. */
  readonly wide?: boolean;
}

/** Answers with a page. The layout knows who looks, and the token for forms. */
export async function showPage(kernel: Kernel, exchange: Exchange, page: Page, values: object = {}): Promise<void> {
  const { title, visitor, status = 200, wide = false } = page;
  const render = await view(page.view, page.folder);
  exchange.status = status;
  exchange.type = 'text/html; charset=utf-8';
  exchange.body = render({
    server: kernel.server.title,
    title,
    person: visitor && { name: visitor.principal.name },
    navigation: visitor && navigationOf(kernel, visitor.principal, exchange.path),
    wide,
    token: visitor?.token ?? null,
    ...values,
  });
}
