import { readFile } from 'node:fs/promises';
import { readStyle, view } from '../../web/view.js';
import type { Host, HostExchange } from './host.js';

const folder = new URL('./views/', import.meta.url);

/** One of three: a question, a message, or the list of repositories. */
export interface HostPage {
  readonly status?: number;
  readonly title: string;
  readonly message?: string;
  readonly question?: {
    readonly id: string;
    readonly accounts: readonly { readonly login: string; readonly name: string; readonly first: boolean }[];
    /** In words. */
    readonly scopes: readonly string[];
    readonly application: string;
  };
  readonly repositories?: readonly {
    readonly url: string;
    readonly private: boolean;
    readonly tags: readonly string[];
  }[];
}

/** A page of the local Git host, which says that it is a stand-in. It keeps nothing in the browser, so a question's id is its token. */
export async function showHostPage(host: Host, exchange: HostExchange, page: HostPage): Promise<void> {
  const { status = 200, title, message = null, question = null, repositories = null } = page;
  const render = await view('host', folder);
  exchange.status = status;
  exchange.set({
    // Browsers apply `form-action` to where a form's answer leads, too.
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self' ${new URL(host.callback()).origin}; base-uri 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  exchange.type = 'text/html; charset=utf-8';
  const setting = `${host.provider.toUpperCase()}_CLIENT_ID`;
  exchange.body = render({ provider: host.title, setting, title, message, question, repositories });
}

/** `GET /style.css`: as the server's own pages look, and a little more. */
export async function showStyle(exchange: HostExchange): Promise<void> {
  exchange.type = 'text/css; charset=utf-8';
  exchange.body = (await readStyle()) + (await readFile(new URL('host.css', folder), 'utf8'));
}
