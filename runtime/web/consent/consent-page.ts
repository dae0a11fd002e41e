import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { Asking, Interactions } from '../../oauth/interactions.js';
import { auditPage } from '../audit-page.js';
import { allowFormsTo } from '../guard-pages.js';
import { notFound, PageError, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';
import type { Logos } from './client-logo.js';
import {
  type Choices,
  type Consenting,
  problemWith,
  readChoices,
  settingsOf,
  suggestedChoices,
} from './consent-choices.js';
import { redirectTarget } from './redirect-target.js';
import { shownConsent } from './shown-consent.js';

/** What the pages on which people let programs in are made with. */
export interface ConsentOptions {
  readonly interactions: Interactions;
  readonly logos: Logos;
}

/** `GET /account/connect/<uid>`: who asks for what, for the person who is signed in. */
export function showConsent(kernel: Kernel, options: ConsentOptions): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const consenting = await consentingOf(kernel, options, { exchange, visitor });
    await showForm(kernel, options, { exchange, visitor, consenting, choices: suggestedChoices(kernel, consenting) });
  };
}

/** `POST /account/connect/<uid>` with `decision`. */
export function answerConsent(kernel: Kernel, options: ConsentOptions): Stage {
  return auditPage(kernel, { name: 'POST /account/connect', writeMode: 'create' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const consenting = await consentingOf(kernel, options, { exchange, visitor });
    const client = consenting.asking.client.id;
    const decision = fields.get('decision');
    act.concerns({ client, decision });
    if (decision === 'refuse') {
      await answerOnce(kernel, consenting);
      return options.interactions.refuse(exchange);
    }
    if (decision !== 'agree')
      throw new PageError(400, 'Agree or refuse?', 'The form said neither. Nothing is granted.');
    const choices = readChoices(kernel, consenting, fields);
    const problem = problemWith(kernel, consenting, choices);
    if (problem !== null) {
      act.refuse('VALIDATION_ERROR');
      return showForm(kernel, options, { exchange, visitor, consenting, choices, problem });
    }
    const settings = settingsOf(consenting, choices);
    const { scopes, tools, writes, allTenants, tenants, expiresAt } = settings;
    const granted = {
      scopes,
      tools: tools ?? 'all',
      writes,
      tenants: allTenants ? 'all' : tenants,
      expires_at: expiresAt,
    };
    act.concerns({ client, decision, ...granted });
    await answerOnce(kernel, consenting);
    await options.interactions.agree(exchange, settings, (db) => act.commit(db));
  });
}

/** `GET /account/connect/<uid>?logo`: the picture of the program that asks, from this server's own address. */
export function showLogo(kernel: Kernel, options: ConsentOptions): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    const asking = visitor && (await options.interactions.of(exchange));
    const uri = asking?.client.logoUri ?? null;
    const logo = uri === null ? null : await options.logos.at(uri);
    if (logo === null) throw notFound();
    exchange.set('Content-Security-Policy', "default-src 'none'; sandbox");
    exchange.type = logo.type;
    exchange.body = logo.bytes;
  };
}

/** What waits for this browser's person; throws the one page for whatever does not, or not any more. */
async function consentingOf(
  kernel: Kernel,
  { interactions }: ConsentOptions,
  { exchange, visitor }: { readonly exchange: Exchange; readonly visitor: Visitor },
): Promise<Consenting> {
  const asking: Asking | null = await interactions.of(exchange);
  if (asking === null || asking.principalId !== visitor.principal.id) throw nothingWaits();
  return { asking, principal: visitor.principal, now: kernel.now() };
}

/** A question has one answer, also where two forms are sent at the same time, to two processes. */
async function answerOnce({ host }: Kernel, { asking, now }: Consenting): Promise<void> {
  const until = new Date(now.getTime() + 86_400_000);
  if (!(await host.store.useOnce(`consent ${asking.uid}`, until))) throw nothingWaits();
}

/** The same for what is over, what was never there, and what another browser or person is asked. */
function nothingWaits(): PageError {
  return new PageError(
    410,
    'Nothing waits for your answer here',
    'It was answered already, took too long, or was begun in another browser. Nothing has been granted now. If you want to connect the program, begin again there.',
  );
}

interface Form {
  readonly exchange: Exchange;
  readonly visitor: Visitor;
  readonly consenting: Consenting;
  readonly choices: Choices;
  readonly problem?: string;
}

async function showForm(kernel: Kernel, { logos }: ConsentOptions, form: Form): Promise<void> {
  const { exchange, visitor, consenting, choices, problem = null } = form;
  const { client } = consenting.asking;
  const { source } = redirectTarget(client.redirectUri);
  // Where the answer leads, which the authorization server has held against what the client registered.
  if (source !== null) allowFormsTo(exchange, source);
  const logo = client.logoUri === null ? null : await logos.at(client.logoUri);
  const page = { view: 'consent', title: 'A program asks for access', visitor, status: problem === null ? 200 : 422 };
  const shown = await shownConsent(kernel, consenting, choices);
  await showPage(kernel, exchange, page, { ...shown, path: exchange.path, logo: logo !== null, problem });
}
