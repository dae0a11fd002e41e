import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { lifetimeMs, type Opened, type Opening } from '../store/web-sessions.js';
import type { PageAct } from './audit-page.js';
import { readCookie, writeCookie } from './session-cookie.js';

/** As much of what a browser calls itself as is kept. */
const agentLength = 300;

/**
 * Opens a session for a person in this browser, with the row of the audit that says so. The one of before, if there is one,
 * ends: what somebody may have planted in the browser is worth nothing. `handle`: an open transaction that all of it joins.
 */
export async function openSession(
  kernel: Kernel,
  exchange: Exchange,
  { act, personId, handle }: { readonly act: PageAct; readonly personId: string; readonly handle?: unknown },
): Promise<Opened> {
  const { webSessions } = kernel.host.store;
  const before = readCookie(kernel, exchange, 'session');
  const record = async (db: unknown, id: string) => {
    if (before !== null) await webSessions.within(db).end(before);
    act.by({ id: personId, connection: { id } });
    await act.commit(db);
  };
  const opening: Opening = {
    principalId: personId,
    now: kernel.now(),
    agent: exchange.get('user-agent').slice(0, agentLength),
    address: exchange.ip,
  };
  if (handle === undefined) return webSessions.open(opening, record);
  const opened = await webSessions.within(handle).open(opening);
  await record(handle, opened.id);
  return opened;
}

/** Gives the browser its session, once that stands. */
export function handSession(kernel: Kernel, exchange: Exchange, { token }: Opened): void {
  writeCookie(kernel, exchange, 'sign-in', { value: '', seconds: 0 });
  writeCookie(kernel, exchange, 'session', { value: token, seconds: lifetimeMs / 1000 });
}
