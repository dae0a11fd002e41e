import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { WebSession } from '../../store/web-sessions.js';
import { agentWords } from '../agent-words.js';
import { queryField } from '../entry-form.js';
import { showPage } from '../show-page.js';
import { type ShownMoment, shownMoment } from '../shown-moment.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';

export const securityPath = '/account/security';

/** What has been done, as the page says it. */
const doneWords: Readonly<Record<string, string>> = {
  password: 'Your password is changed, and every other browser is signed out.',
  session: 'That browser is signed out.',
  others: 'Every other browser is signed out.',
};

/** `GET /account/security`: a person's own name and address, their password, and the browsers that they are signed in with. */
export function showSecurity(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${securityPath}`);
    await showSecurityPage(kernel, exchange, visitor, null);
  };
}

/** `problem`: why the password was not changed. */
export async function showSecurityPage(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  problem: { readonly sentence: string; readonly status: number } | null,
): Promise<void> {
  const { id, name, connection } = visitor.principal;
  const { people, store } = kernel.host;
  const holder = (await people?.accounts?.describe(id)) ?? { name, email: null };
  const sessions = await store.webSessions.list(id, kernel.now());
  const status = problem === null ? {} : { status: problem.status };
  const page = { view: 'security', title: 'Account security', visitor, ...status };
  await showPage(kernel, exchange, page, {
    holder,
    password: people?.accounts !== undefined,
    problem: problem?.sentence ?? null,
    done: doneWords[queryField(exchange, 'done') ?? ''] ?? null,
    here: sessions.filter((session) => session.id === connection.id).map(toShown),
    others: sessions.filter((session) => session.id !== connection.id).map(toShown),
  });
}

interface ShownSession {
  readonly browser: string;
  readonly address: string;
  readonly opened: ShownMoment;
  readonly seen: ShownMoment;
  /** Where the form that ends it goes. */
  readonly end: string;
}

function toShown({ id, agent, address, openedAt, seenAt }: WebSession): ShownSession {
  const [opened, seen] = [shownMoment(openedAt), shownMoment(seenAt)];
  return { browser: agentWords(agent), address, opened, seen, end: `${securityPath}/sessions/${id}/end` };
}
