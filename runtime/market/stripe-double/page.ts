import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { readStyle, view } from '../../web/view.js';
import type { Work } from './work.js';

const folder = new URL('./views/', import.meta.url);

export type Form = Readonly<Record<string, string>>;

/** Where a page's form leads, or what it shows instead. */
export type PageHandler = (work: Work, context: Context, form: Form) => Promise<void>;

/** A page that Stripe would host: a card's form, a bank's question, a seller's form, or a message. */
export interface HostedPage {
  readonly status?: number;
  readonly title: string;
  readonly message?: string;
  readonly problem?: string;
  /** What has been filled in already. */
  readonly form?: Readonly<Record<string, string>>;
  readonly checkout?: {
    readonly lines: readonly {
      readonly description: string;
      readonly quantity: number;
      readonly several: boolean;
      readonly amount: string;
    }[];
    readonly total: string | null;
    readonly action: string;
    readonly asksEmail: boolean;
    readonly cancel: string | null;
  };
  readonly authentication?: { readonly secret: string };
  readonly onboarding?: true;
  /** Where its form may lead in the end. */
  readonly leadsTo?: readonly string[];
}

const EMPTY = { email: '', number: '', expiry: '', name: '', business: '', person: '', bank: '' } as const;

export async function showHosted(context: Context, page: HostedPage): Promise<void> {
  const { status = 200, leadsTo = [], title, message = null, problem = null, form = {} } = page;
  const { checkout = null, authentication = null, onboarding = null } = page;
  const origins = leadsTo.map((url) => new URL(url).origin).join(' ');
  const render = await view('page', folder);
  context.status = status;
  context.set({
    // Browsers apply `form-action` to where a form's answer leads, too.
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self' ${origins}; base-uri 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  context.type = 'text/html; charset=utf-8';
  context.body = render({ title, message, problem, checkout, authentication, onboarding, form: { ...EMPTY, ...form } });
}

/** As the server's own pages look, and a little more. */
export async function showStyle(context: Context): Promise<void> {
  context.type = 'text/css; charset=utf-8';
  context.body = (await readStyle()) + (await readFile(new URL('page.css', folder), 'utf8'));
}
